/** Which protocol a server speaks, by the first octets it sent. */
import { decodeText } from "./quote.ts";

export interface Recognised {
  /** As in a target's scheme, where there is one; `tls` for a TLS record. */
  readonly name: string;
  /** As people write it, with its article where it needs one. */
  readonly title: string;
}

/** `null` when the octets fit no protocol, or more than one: `220 ready` is SMTP as well as FTP. */
export function recognise(octets: Uint8Array): Recognised | null {
  if (isTlsRecord(octets)) return { name: "tls", title: "TLS" };
  if (isHttp2Settings(octets)) return { name: "http2", title: "HTTP/2 in the clear" };
  const text = decodeText(octets);
  const found = signatures.find(({ pattern }) => pattern.test(text));
  return found === undefined ? null : { name: found.name, title: found.title };
}

/** An alert or a handshake record of any version (RFC 9846 §5.1). */
function isTlsRecord(octets: Uint8Array): boolean {
  return (octets[0] === 0x15 || octets[0] === 0x16) && octets[1] === 0x03 && octets.length >= 3 &&
    octets[2]! <= 0x04;
}

/** The frame that a server opens HTTP/2 with (RFC 9113 §3.4, §6.5): gRPC without TLS, more often than not. */
function isHttp2Settings(octets: Uint8Array): boolean {
  const [length1, length2, , type, , ...stream] = octets.subarray(0, 9);
  return length1 === 0 && length2 === 0 && type === 0x04 && stream.length === 4 &&
    stream.every((octet) => octet === 0);
}

const signatures: readonly (Recognised & { readonly pattern: RegExp })[] = [
  { name: "http", title: "HTTP", pattern: /^(HTTP\/[0-9]|\s*<(!doctype )?html)/i },
  { name: "ssh", title: "SSH", pattern: /^SSH-[0-9]/ },
  { name: "lmtp", title: "LMTP", pattern: /^220[ -].*\bLMTP\b/i },
  { name: "smtp", title: "SMTP", pattern: /^220[ -].*\bE?SMTP\b/i },
  { name: "ftp", title: "FTP", pattern: /^220[ -].*\b\w*FTPD?\b/i },
  { name: "imap", title: "IMAP", pattern: /^\* (OK|PREAUTH|BYE) /i },
  { name: "pop3", title: "POP3", pattern: /^\+OK(\s|$)/i },
  { name: "nntp", title: "NNTP", pattern: /^20[01] .*\b(NNTP|NNRP|INN|news)/i },
  { name: "sieve", title: "ManageSieve", pattern: /^"IMPLEMENTATION"/i },
  { name: "xmpp", title: "XMPP", pattern: /^(<\?xml[^>]*\?>)?\s*<stream:stream/i },
  // A packet's length and number, protocol 10, the server's version
  { name: "mysql", title: "MySQL", pattern: /^[^]{3}\0\n[0-9]+\.[0-9]/ },
  { name: "rtsp", title: "RTSP", pattern: /^RTSP\/[0-9]/ },
  { name: "amqp", title: "AMQP", pattern: /^AMQP/ },
  {
    name: "redis",
    title: "the Redis protocol",
    pattern: /^-(ERR (unknown command|Protocol error)|DENIED Redis|NOAUTH )/,
  },
  { name: "vnc", title: "VNC", pattern: /^RFB [0-9]{3}\./ },
];
