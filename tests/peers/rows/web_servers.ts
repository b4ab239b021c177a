/** nginx, Apache httpd, HAProxy, Caddy and stunnel, as one meets them. */
import { type Row, tls12, tls13 } from "../row.ts";
import { apache, caddy, haproxy, nginx, stunnel } from "../tls_servers/mod.ts";

const usual13 = { suite: "TLS_AES_128_GCM_SHA256", group: "x25519", scheme: "ecdsa_secp256r1_sha256" };
const usual12 = {
  suite: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
  group: "x25519",
  scheme: "ecdsa_secp256r1_sha256",
};
const http1 = { alpn: "http/1.1" };
const http2 = { alpn: "h2" };
const requested = { clientCertificateRequested: true };
const required = "client_certificate_required";
const refusedInChannel = { failure: { step: "secure_channel", code: required } } as const;
const refusedAtFinished = { failure: { step: "server_finished", code: required } } as const;

const nginx13 =
  "ssl_protocols TLSv1.3; ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256; ssl_ecdh_curve X25519;";
const nginx12 =
  "ssl_protocols TLSv1.2; ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256; ssl_ecdh_curve X25519:prime256v1;";

const apache13 = `SSLProtocol TLSv1.3
  SSLCipherSuite TLSv1.3 TLS_AES_128_GCM_SHA256
  SSLOpenSSLConfCmd Curves X25519`;
const apache12 = `SSLProtocol TLSv1.2
  SSLCipherSuite ECDHE-ECDSA-AES128-GCM-SHA256
  SSLOpenSSLConfCmd Curves X25519:P-256`;

const haproxy13 = "ssl-min-ver TLSv1.3 ciphersuites TLS_AES_128_GCM_SHA256 curves X25519";
const haproxy12 = "ssl-max-ver TLSv1.2 ciphers ECDHE-ECDSA-AES128-GCM-SHA256 curves X25519:P-256";

const caddy13 = "protocols tls1.3 tls1.3\ncurves x25519";
const caddy12 = "protocols tls1.2 tls1.2\ncurves x25519\nciphers TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
const caddyAuthorities = "trusted_ca_cert_file {root}";

const stunnel13 = "sslVersion = TLSv1.3; ciphersuites = TLS_AES_128_GCM_SHA256; curves = X25519";
const stunnel12 = "sslVersion = TLSv1.2; ciphers = ECDHE-ECDSA-AES128-GCM-SHA256; curves = X25519:P-256";

export const webServers: readonly Row[] = [
  ...rows(nginx, [
    [nginx13, tls13({ ...usual13, ...http1 })],
    [`${nginx13} http2 on;`, tls13({ ...usual13, ...http2 })],
    [
      nginx13.replace("X25519", "secp384r1"),
      tls13({ ...usual13, ...http1, group: "secp384r1", helloRetryRequest: true }),
    ],
    [
      `${nginx13} ssl_stapling on; ssl_stapling_file {ocspResponse};`,
      tls13({ ...usual13, ...http1, ocspStapled: true }),
    ],
    [`${nginx13} ssl_session_tickets off; ssl_buffer_size 1k;`, tls13({ ...usual13, ...http1 })],
    [
      `${nginx13} ssl_verify_client optional; ssl_client_certificate {root};`,
      tls13({ ...usual13, ...http1, ...requested }),
    ],
    // The handshake completes; HTTP says 400
    [
      `${nginx13} ssl_verify_client on; ssl_client_certificate {root};`,
      tls13({ ...usual13, ...http1, ...requested, ...refusedInChannel }),
    ],
    [nginx12, tls12({ ...usual12, ...http1 })],
    [`${nginx12} http2 on;`, tls12({ ...usual12, ...http2 })],
    [
      `${nginx12} ssl_verify_client optional; ssl_client_certificate {root};`,
      tls12({ ...usual12, ...http1, ...requested }),
    ],
    [
      `${nginx12} ssl_verify_client on; ssl_client_certificate {root};`,
      tls12({ ...usual12, ...http1, ...requested, ...refusedInChannel }),
    ],
  ]),

  ...rows(apache, [
    [apache13, tls13({ ...usual13, ...http1 })],
    [
      apache13.replace("X25519", "P-384"),
      tls13({ ...usual13, ...http1, group: "secp384r1", helloRetryRequest: true }),
    ],
    [
      `${apache13}\nSSLVerifyClient optional\nSSLCACertificateFile {root}`,
      tls13({ ...usual13, ...http1, ...requested }),
    ],
    [
      `${apache13}\nSSLVerifyClient require\nSSLCACertificateFile {root}`,
      tls13({ ...usual13, ...http1, ...requested, ...refusedInChannel }),
    ],
    [apache12, tls12({ ...usual12, ...http1 })],
    [
      `${apache12}\nSSLVerifyClient require\nSSLCACertificateFile {root}`,
      tls12({ ...usual12, ...http1, ...requested, ...refusedAtFinished }),
    ],
  ]),

  ...rows(haproxy, [
    [haproxy13, tls13(usual13)],
    [`${haproxy13} alpn h2,http/1.1`, tls13({ ...usual13, ...http2 })],
    [`${haproxy13} alpn http/1.1`, tls13({ ...usual13, ...http1 })],
    [
      haproxy13.replace("X25519", "P-521"),
      tls13({ ...usual13, group: "secp521r1", helloRetryRequest: true }),
    ],
    [`${haproxy13} verify optional ca-file {root}`, tls13({ ...usual13, ...requested })],
    [`${haproxy13} verify required ca-file {root}`, tls13({ ...usual13, ...requested, ...refusedInChannel })],
    [haproxy12, tls12(usual12)],
    [
      `${haproxy12} verify required ca-file {root}`,
      tls12({ ...usual12, ...requested, ...refusedAtFinished }),
    ],
  ]),

  ...rows(caddy, [
    [`${caddy13}\nalpn http/1.1`, tls13({ ...usual13, ...http1 })],
    [`${caddy13}\nalpn h2 http/1.1`, tls13({ ...usual13, ...http2 })],
    [
      `${caddy13.replace("x25519", "secp384r1")}\nalpn http/1.1`,
      tls13({ ...usual13, ...http1, group: "secp384r1", helloRetryRequest: true }),
    ],
    [
      `${caddy13}\nalpn http/1.1\nclient_auth {\nmode verify_if_given\n${caddyAuthorities}\n}`,
      tls13({ ...usual13, ...http1, ...requested }),
    ],
    [
      `${caddy13}\nalpn http/1.1\nclient_auth {\nmode require_and_verify\n${caddyAuthorities}\n}`,
      tls13({ ...usual13, ...http1, ...requested, ...refusedInChannel }),
    ],
    // Go knows no extended main secret before 1.20
    [`${caddy12}\nalpn http/1.1`, tls12({ ...usual12, ...http1, extendedMainSecret: false })],
    [
      `${caddy12}\nalpn http/1.1\nclient_auth {\nmode require_and_verify\n${caddyAuthorities}\n}`,
      tls12({ ...usual12, ...http1, ...requested, extendedMainSecret: false, ...refusedAtFinished }),
    ],
  ]),

  ...rows(stunnel, [
    [stunnel13, tls13(usual13)],
    [
      stunnel13.replace("X25519", "P-256"),
      tls13({ ...usual13, group: "secp256r1", helloRetryRequest: true }),
    ],
    [
      `${stunnel13}; requireCert = yes; verifyChain = yes; CAfile = {root}`,
      tls13({
        ...usual13,
        ...requested,
        ...refusedInChannel,
      }),
    ],
    [stunnel12, tls12(usual12)],
  ]).map((row) => ({ ...row, protocol: "tls" as const })),
];

function rows(server: Row["server"], entries: readonly (readonly [string, Row["expected"]])[]): Row[] {
  return entries.map(([configuration, expected]) => ({
    server,
    certificate: "ecdsa-p256",
    protocol: "https",
    configuration,
    expected,
  }));
}
