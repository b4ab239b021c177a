/** The table: what is to be configured, and how each server's configuration says it. */
import { apache, caddy, haproxy, nginx } from "./servers.ts";

export interface Site {
  readonly name: string;
  readonly port: number;
}

export const serverSoftware = ["nginx", "apache", "caddy", "haproxy"] as const;
export type ServerSoftware = typeof serverSoftware[number];

export interface Configured {
  /** What the configuration brings about, in a sentence without its period. */
  readonly purpose: string;
  /** Complete blocks: in nginx's `http`, in Apache's main configuration, a Caddyfile, haproxy.cfg. */
  readonly snippets: Readonly<Record<ServerSoftware, string>>;
}

type Topic = keyof typeof settings;

/** RFC 9325 §4.2, in OpenSSL's names. */
const ciphers = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:" +
  "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384";
const caddyCiphers = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
const curves = "X25519:prime256v1:secp384r1";
const clients = "/etc/ssl/client-ca.pem";

export const settings = {
  chain: (site: Site) => ({
    purpose: "The server sends its own certificate first, then the intermediates, and no root",
    snippets: {
      nginx: nginx(site, ["# fullchain.pem: the certificate, then the intermediates"]),
      apache: apache(site, ["# fullchain.pem: the certificate, then the intermediates"]),
      caddy: caddy(site, ["# fullchain.pem: the certificate, then the intermediates"]),
      haproxy: haproxy(site, "", ["# the certificate, then the intermediates, then the key, in one file"]),
    },
  }),
  certificate: (site: Site) => ({
    purpose: `The server has a certificate for ${site.name}, and is told when it changes`,
    snippets: {
      nginx: nginx(site, ["# after each renewal: nginx -s reload"]),
      apache: apache(site, ["# after each renewal: apachectl graceful"]),
      caddy: caddy(site, ["# without a certificate of its own, Caddy gets one and renews it"], null),
      haproxy: haproxy(site, "", ["# after each renewal: systemctl reload haproxy"]),
    },
  }),
  versions: (site: Site) => ({
    purpose: "TLS 1.2 and TLS 1.3, and nothing older",
    snippets: {
      nginx: nginx(site, ["ssl_protocols TLSv1.2 TLSv1.3;"]),
      apache: apache(site, ["SSLProtocol -all +TLSv1.2 +TLSv1.3"]),
      caddy: caddy(site, [], ["protocols tls1.2 tls1.3"]),
      haproxy: haproxy(site, "ssl-min-ver TLSv1.2"),
    },
  }),
  cipherSuites: (site: Site) => ({
    purpose: "Only cipher suites with forward secrecy and authenticated encryption",
    snippets: {
      nginx: nginx(site, ["ssl_protocols TLSv1.2 TLSv1.3;", `ssl_ciphers ${ciphers};`]),
      apache: apache(site, ["SSLProtocol -all +TLSv1.2 +TLSv1.3", `SSLCipherSuite ${ciphers}`]),
      caddy: caddy(site, [], ["protocols tls1.2 tls1.3", `ciphers ${caddyCiphers}`]),
      haproxy: haproxy(site, `ssl-min-ver TLSv1.2 ciphers ${ciphers}`),
    },
  }),
  keyExchange: (site: Site) => ({
    purpose: "Elliptic curves for the key exchange, and no small Diffie-Hellman prime",
    snippets: {
      nginx: nginx(site, [`ssl_ecdh_curve ${curves};`, `ssl_ciphers ${ciphers};`]),
      apache: apache(site, [`SSLOpenSSLConfCmd Groups ${curves}`, `SSLCipherSuite ${ciphers}`]),
      caddy: caddy(site, ["# Caddy has no Diffie-Hellman over primes"], [
        "curves x25519 secp256r1 secp384r1",
      ]),
      haproxy: haproxy(site, `curves ${curves} ciphers ${ciphers}`),
    },
  }),
  stapling: (site: Site) => ({
    purpose: "The server fetches the certificate's OCSP response and sends it along",
    snippets: {
      nginx: nginx(site, [
        "ssl_stapling on;",
        "ssl_stapling_verify on;",
        `ssl_trusted_certificate /etc/ssl/${site.name}/chain.pem;`,
        "resolver 127.0.0.53;",
      ]),
      apache: [
        "SSLStaplingCache shmcb:/var/run/apache2/stapling(128000)",
        apache(site, ["SSLUseStapling on"]),
      ]
        .join("\n"),
      caddy: caddy(site, ["# Caddy staples by itself, where the certificate names a responder"]),
      haproxy: haproxy(site, "", [
        `# ${site.name}.pem.ocsp beside the certificate is stapled: keep it fresh, and reload;`,
        '# from 3.0 on "ocsp-update.mode on" under "global" does both',
      ]),
    },
  }),
  clientCertificates: (site: Site) => ({
    purpose: "The server asks for a client certificate and takes no connection without one",
    snippets: {
      nginx: nginx(site, [`ssl_client_certificate ${clients};`, "ssl_verify_client on;"]),
      apache: apache(site, [`SSLCACertificateFile ${clients}`, "SSLVerifyClient require"]),
      caddy: caddy(site, [], [
        "client_auth {",
        "    mode require_and_verify",
        `    trusted_ca_cert_file ${clients}`,
        "}",
      ]),
      haproxy: haproxy(site, `ca-file ${clients} verify required`),
    },
  }),
  applicationProtocols: (site: Site) => ({
    purpose: "The server speaks HTTP/2 and HTTP/1.1, and says so",
    snippets: {
      nginx: nginx(site, [], "http2"),
      apache: apache(site, ["Protocols h2 http/1.1"]),
      caddy: caddy(site, [], ["alpn h2 http/1.1"]),
      haproxy: haproxy(site, "alpn h2,http/1.1"),
    },
  }),
  tlsOnPort: (site: Site) => ({
    purpose: `Port ${site.port} speaks TLS`,
    snippets: {
      nginx: nginx(site, []),
      apache: [`Listen ${site.port}`, apache(site, [])].join("\n"),
      caddy: caddy(site, []),
      haproxy: haproxy(site, ""),
    },
  }),
} satisfies Record<string, (site: Site) => Configured>;

/** By the id of a finding, or the code of a step's error. */
export const topics: Readonly<Record<string, Topic | undefined>> = {
  "certificate.incomplete_chain": "chain",
  "chain.wrong_order": "chain",
  "chain.superfluous_certificates": "chain",
  "chain.duplicate_certificates": "chain",
  "chain.unreadable_certificates": "chain",
  "chain.root_sent": "chain",
  "certificate.expired": "certificate",
  "certificate.expires_soon": "certificate",
  "certificate.revoked": "certificate",
  "certificate.self_signed": "certificate",
  "certificate.unknown_issuer": "certificate",
  "certificate.name_mismatch": "certificate",
  "certificate.weak_key": "certificate",
  "certificate.weak_signature": "certificate",
  "certificate.no_certificate": "certificate",
  "certificate.bad_signature": "chain",
  "server_name.unrecognized": "certificate",
  "tolerance.server_name": "certificate",
  "protocol.outdated": "versions",
  "protocol.only_ssl3": "versions",
  "protocol.only_ssl2": "versions",
  "tolerance.tls13": "versions",
  "expectation.min_version": "versions",
  "cipher_suite.weak": "cipherSuites",
  "cipher_suite.not_in_browsers": "cipherSuites",
  "cipher_suite.only_outdated": "cipherSuites",
  "key_exchange.no_forward_secrecy": "cipherSuites",
  "key_exchange.small_prime": "keyExchange",
  "ocsp.must_staple": "stapling",
  "ocsp.stale": "stapling",
  "ocsp.malformed": "stapling",
  "ocsp.unsuccessful": "stapling",
  "ocsp.wrong_certificate": "stapling",
  "ocsp.bad_signature": "stapling",
  "client_certificate.not_requested": "clientCertificates",
  "tolerance.application_protocols": "applicationProtocols",
  "expectation.alpn": "applicationProtocols",
  "not_tls": "tlsOnPort",
};
