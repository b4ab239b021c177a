/** For each protocol, a server that goes along, as the RFC's own examples or a widespread server would. */
import type { Script } from "./scripted_peer.ts";

export interface HappyScript {
  readonly script: Script;
  /** Lines are what it is made of, so a bare LF may end them. */
  readonly lines: boolean;
  /** Who speaks first. */
  readonly first: "server" | "client";
}

const streamHeader =
  "<?xml version='1.0'?><stream:stream from='server.example' id='t7AMCin9zjMNwQKDnplntZPIDEI=' " +
  "version='1.0' xml:lang='en' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

const xmpp: Script = [
  /<stream:stream [^>]*>/,
  streamHeader,
  "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls></stream:features>",
  /<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'\/>/,
  "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
];

/** LDAPMessage 1, ExtendedResponse success, empty matchedDN and diagnosticMessage. */
export const ldapSuccess = Uint8Array.fromHex("300c02010178070a010004000400");

/** Protocol 10 with CLIENT_SSL (0x0800) among its capabilities 0xf7fe, laid out as the manual does. */
export const mysqlGreeting = packet(
  0,
  "0a" + hexOf("8.0.36\0") + "0b000000" + "1122334455667788" + "00" + "feff" + "ff" + "0200" + "ffdf" + "15" +
    "00".repeat(10) + "112233445566778899aabbcc00" + hexOf("caching_sha2_password\0"),
);

export const happyScripts: Readonly<Record<string, HappyScript>> = {
  smtp: {
    lines: true,
    first: "server",
    script: [
      "220-mx.example ESMTP\r\n220-No unsolicited mail\r\n220 Welcome\r\n",
      /^EHLO client\.example\r\n$/,
      "250-mx.example\r\n250-PIPELINING\r\n250-SIZE 10240000\r\n250-STARTTLS\r\n250 8BITMIME\r\n",
      /^STARTTLS\r\n$/,
      "220 2.0.0 Ready to start TLS\r\n",
    ],
  },
  lmtp: {
    lines: true,
    first: "server",
    script: [
      "220 store.example LMTP server ready\r\n",
      /^LHLO client\.example\r\n$/,
      "250-store.example\r\n250-STARTTLS\r\n250 ENHANCEDSTATUSCODES\r\n",
      /^STARTTLS\r\n$/,
      "220 2.0.0 Begin TLS negotiation now.\r\n",
    ],
  },
  imap: {
    lines: true,
    first: "server",
    script: [
      "* OK IMAP4rev1 server ready\r\n",
      /^(\S+) CAPABILITY\r\n$/,
      "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\na1 OK done\r\n",
      /^(\S+) STARTTLS\r\n$/,
      "a2 OK Begin TLS negotiation now\r\n",
    ],
  },
  pop3: {
    lines: true,
    first: "server",
    script: [
      "+OK ready <1896.697170952@pop.example>\r\n",
      /^CAPA\r\n$/,
      "+OK Capability list follows\r\nTOP\r\nSTLS\r\nUIDL\r\n.\r\n",
      /^STLS\r\n$/,
      "+OK Begin TLS negotiation\r\n",
    ],
  },
  ftp: {
    lines: true,
    first: "server",
    script: [
      "220-Welcome\r\n to the archive\r\n220 Ready\r\n",
      /^FEAT\r\n$/,
      "211-Features:\r\n AUTH TLS\r\n PBSZ\r\n PROT\r\n UTF8\r\n211 End\r\n",
      /^AUTH TLS\r\n$/,
      "234 Proceed with negotiation.\r\n",
    ],
  },
  ldap: {
    lines: false,
    first: "client",
    script: [/1\.3\.6\.1\.4\.1\.1466\.20037/, ldapSuccess],
  },
  xmpp: { lines: false, first: "client", script: xmpp },
  "xmpp-server": {
    lines: false,
    first: "client",
    script: xmpp.map((item) =>
      typeof item === "string" ? item.replace("jabber:client", "jabber:server") : item
    ),
  },
  postgres: {
    lines: false,
    first: "client",
    script: [/^[^]{8}$/, "S"],
  },
  mysql: {
    lines: false,
    first: "server",
    script: [mysqlGreeting, /^[^]{36}$/],
  },
  sieve: {
    lines: true,
    first: "server",
    script: [
      '"IMPLEMENTATION" "Example1 ManageSieved v001"\r\n"SASL" "PLAIN SCRAM-SHA-1"\r\n' +
      '"SIEVE" "fileinto vacation"\r\n"StartTLS"\r\n"VERSION" "1.0"\r\nOK\r\n',
      /^STARTTLS\r\n$/,
      'OK "Begin TLS negotiation now."\r\n',
    ],
  },
  nntp: {
    lines: true,
    first: "server",
    script: [
      "200 news.example ready\r\n",
      /^CAPABILITIES\r\n$/,
      "101 Capability list:\r\nVERSION 2\r\nREADER\r\nSTARTTLS\r\n.\r\n",
      /^STARTTLS\r\n$/,
      "382 Continue with TLS negotiation\r\n",
    ],
  },
};

/** A MySQL packet around a payload in hex. */
export function packet(sequence: number, payload: string): Uint8Array {
  const octets = Uint8Array.fromHex(payload);
  return Uint8Array.of(octets.length & 0xff, octets.length >> 8, 0, sequence, ...octets);
}

export function hexOf(text: string): string {
  return new TextEncoder().encode(text).toHex();
}
