/** The servers that are looked at by all tools: old and new, wide open and strict, of every stack that there is. */
import type { Credentials, KeyKind } from "../peers/credentials.ts";
import { postfix } from "../peers/servers/postfix.ts";
import {
  apache,
  caddy,
  deno,
  gnutls,
  haproxy,
  java,
  laterNode,
  nginx,
  nss,
  openssl,
  type RunningTlsServer,
  stunnel,
  throughStarttls,
  type TlsServer,
} from "../peers/tls_servers/mod.ts";
import type { Tool } from "./tools.ts";

/** Whose order of suites: quick where there are few. */
const order = { "testssl.sh": ["-P"] };

/** Renegotiation and the fallback's signal. */
const older = { "testssl.sh": ["-R", "-Z"] };

/** It takes half a minute of CPU for the least that it can do, and ten servers are enough. */
const withoutTestssl = ["testssl.sh"] as const;

export interface Peer {
  /** Short, for the table. */
  readonly title: string;
  readonly server: TlsServer;
  readonly certificate: KeyKind;
  /** In the server's own words; `{otherLeaf}` and `{otherKey}` are those of an ECDSA certificate. */
  readonly configuration: string;
  /** By our name for it. */
  readonly starttls?: string;
  /** What some tool is told to look at here, in a quick comparison too. */
  readonly sections?: { readonly [Name in Tool["name"]]?: readonly string[] };
  /** Tools that a quick comparison does without here. */
  readonly without?: readonly Tool["name"][];
  /** Takes longer than the others. */
  readonly isSlow?: boolean;
}

export const peers: readonly Peer[] = [
  {
    title: "OpenSSL, everything on",
    sections: older,
    isSlow: true,
    server: openssl,
    certificate: "rsa",
    configuration: `-www -cipher ALL:COMPLEMENTOFALL:@SECLEVEL=0 -dhparam {ffdhe3072}
      -dcert {otherLeaf} -dkey {otherKey} -dcert_chain {intermediate}
      -alpn h2,http/1.1 -status_file {ocspResponse} -legacy_renegotiation -client_renegotiation`,
  },
  {
    title: "OpenSSL, its own order",
    without: withoutTestssl,
    server: openssl,
    certificate: "rsa",
    configuration: "-www -serverpref -no_dhe -num_tickets 0 -no_ticket",
  },
  {
    title: "OpenSSL, TLS 1.0 and 1.1",
    without: withoutTestssl,
    server: openssl,
    certificate: "rsa",
    configuration: `-www -no_tls1_2 -no_tls1_3 -serverpref -cipher ALL:@SECLEVEL=0
      -dhparam {dh1024} -no_cache -no_ticket`,
  },
  {
    title: "GnuTLS, with 3DES and RC4",
    sections: older,
    server: gnutls,
    certificate: "rsa",
    configuration: "NORMAL:+VERS-TLS1.1:+VERS-TLS1.0:+3DES-CBC:+ARCFOUR-128:+MD5:%SERVER_PRECEDENCE",
  },
  {
    title: "NSS, SSL 3.0 to TLS 1.2",
    isSlow: true,
    server: nss,
    certificate: "rsa",
    configuration: "-V ssl3:tls1.2",
  },
  {
    title: "nginx, as it comes",
    server: nginx,
    certificate: "rsa",
    configuration: "",
  },
  {
    title: "nginx, its own order, two keys",
    without: withoutTestssl,
    server: nginx,
    certificate: "rsa",
    configuration: `ssl_certificate {otherChain}; ssl_certificate_key {otherKey};
      ssl_protocols TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers on; ssl_session_tickets off;
      ssl_session_cache shared:tls:1m; ssl_dhparam {ffdhe3072}; http2 on;
      ssl_stapling on; ssl_stapling_file {ocspResponse};`,
  },
  {
    title: "Apache httpd",
    server: apache,
    certificate: "rsa",
    configuration: "SSLProtocol all\nSSLCipherSuite HIGH:!aNULL\nSSLHonorCipherOrder on",
  },
  {
    title: "HAProxy",
    sections: order,
    server: haproxy,
    certificate: "ecdsa-p256",
    configuration: "alpn h2,http/1.1",
  },
  {
    title: "Caddy",
    sections: order,
    server: caddy,
    certificate: "ecdsa-p256",
    configuration: "",
  },
  {
    title: "stunnel",
    without: withoutTestssl,
    server: stunnel,
    certificate: "rsa",
    configuration: "",
  },
  {
    title: "Java",
    without: withoutTestssl,
    server: java,
    certificate: "ecdsa-p256",
    configuration: "",
  },
  {
    title: "Node 24",
    sections: order,
    server: laterNode,
    certificate: "ecdsa-p256",
    configuration: "{}",
  },
  {
    title: "Postfix, STARTTLS",
    sections: older,
    server: throughStarttls(postfix),
    certificate: "rsa",
    configuration: "smtp",
    starttls: "smtp",
  },
  {
    title: "Deno.listenTls",
    server: deno,
    certificate: "ecdsa-p256",
    configuration: "h2 http/1.1",
  },
];

export function startPeer(
  { server, certificate, configuration }: Peer,
  all: Record<KeyKind, Credentials>,
  directory: string,
): Promise<RunningTlsServer> {
  const { leaf: otherLeaf, chain: otherChain, key: otherKey } = all["ecdsa-p256"];
  const credentials = { ...all[certificate], otherLeaf, otherChain, otherKey };
  return server.start({ configuration, credentials, directory });
}
