/** GnuTLS. Its priority strings pin everything. */
import { type Row, tls12, tls13, withoutAlpn } from "../row.ts";
import { gnutls } from "../tls_servers/mod.ts";

const base13 = "NONE:+VERS-TLS1.3:+AEAD:+COMP-NULL:+CTYPE-SRV-X509:+ECDHE-ECDSA:+ECDHE-RSA";
const base12 = "NONE:+VERS-TLS1.2:+AEAD:+COMP-NULL:+CTYPE-SRV-X509:+ECDHE-ECDSA:+ECDHE-RSA";
const pinned13 = `${base13}:+AES-128-GCM:+GROUP-X25519:+SIGN-RSA-PSS-RSAE-SHA256`;
const pinned12 = `${base12}:+AES-128-GCM:+GROUP-X25519:+SIGN-RSA-SHA256`;
const usual13 = { suite: "TLS_AES_128_GCM_SHA256", group: "x25519", scheme: "rsa_pss_rsae_sha256" };
const usual12 = {
  suite: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  group: "x25519",
  scheme: "rsa_pkcs1_sha256",
};

const required = "client_certificate_required";

const suites = [
  ["AES-256-GCM", "TLS_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"],
  ["CHACHA20-POLY1305", "TLS_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"],
] as const;

const groups = ["SECP256R1", "SECP384R1", "SECP521R1"];

const keys = [
  ["rsa-pss", "RSA-PSS-SHA256", "rsa_pss_pss_sha256"],
  ["ecdsa-p256", "ECDSA-SECP256R1-SHA256", "ecdsa_secp256r1_sha256"],
  ["ecdsa-p384", "ECDSA-SECP384R1-SHA384", "ecdsa_secp384r1_sha384"],
  ["ecdsa-p521", "ECDSA-SECP521R1-SHA512", "ecdsa_secp521r1_sha512"],
  ["ed25519", "EdDSA-Ed25519", "ed25519"],
] as const;

export const gnutlses: readonly Row[] = [
  row(pinned13, tls13(usual13)),
  ...suites.map(([name, suite]) =>
    row(`${base13}:+${name}:+GROUP-X25519:+SIGN-RSA-PSS-RSAE-SHA256`, tls13({ ...usual13, suite }))
  ),
  ...groups.map((name) =>
    row(
      `${base13}:+AES-128-GCM:+GROUP-${name}:+SIGN-RSA-PSS-RSAE-SHA256`,
      tls13({ ...usual13, group: name.toLowerCase(), helloRetryRequest: true }),
    )
  ),
  ...keys.map(([certificate, name, scheme]): Row => ({
    ...row(`${base13}:+AES-128-GCM:+GROUP-X25519:+SIGN-${name}`, tls13({ ...usual13, scheme })),
    certificate,
  })),
  row(`${pinned13} --alpn=http/1.1`, tls13({ ...usual13, alpn: "http/1.1" })),
  row(`${pinned13} --alpn=imap --alpn-fatal`, tls13({ ...usual13, ...withoutAlpn })),
  row(`${pinned13} --alpn=imap`, tls13(usual13)),
  row(`${pinned13} --ocsp-response={ocspResponse}`, tls13({ ...usual13, ocspStapled: true })),
  row(`${pinned13} --noticket`, tls13(usual13)),
  row(
    `${pinned13} --verify-client-cert --x509cafile={root}`,
    tls13({ ...usual13, clientCertificateRequested: true }),
  ),
  row(
    `${pinned13} --require-client-cert --x509cafile={root}`,
    tls13({
      ...usual13,
      clientCertificateRequested: true,
      failure: { step: "secure_channel", code: required },
    }),
  ),

  row(pinned12, tls12(usual12)),
  ...suites.map(([name, , suite]) =>
    row(`${base12}:+${name}:+GROUP-X25519:+SIGN-RSA-SHA256`, tls12({ ...usual12, suite }))
  ),
  ...groups.map((name) =>
    row(
      `${base12}:+AES-128-GCM:+GROUP-${name}:+SIGN-RSA-SHA256`,
      tls12({ ...usual12, group: name.toLowerCase() }),
    )
  ),
  row(`${pinned12} --ocsp-response={ocspResponse}`, tls12({ ...usual12, ocspStapled: true })),
  row(`${pinned12}:%NO_SESSION_HASH`, tls12({ ...usual12, extendedMainSecret: false })),
  row(
    `${pinned12} --verify-client-cert --x509cafile={root}`,
    tls12({ ...usual12, clientCertificateRequested: true }),
  ),
  row(
    `${pinned12} --require-client-cert --x509cafile={root}`,
    tls12({
      ...usual12,
      clientCertificateRequested: true,
      failure: { step: "server_finished", code: required },
    }),
  ),
];

function row(configuration: string, expected: Row["expected"]): Row {
  return { server: gnutls, certificate: "rsa", protocol: "https", configuration, expected };
}
