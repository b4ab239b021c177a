/** NSS, what Firefox speaks. */
import { type Row, tls10, tls11, tls12, tls13 } from "../row.ts";
import { nss } from "../tls_servers/mod.ts";

/** Suites by code point; groups and schemes by name. */
const pinned13 = "-V tls1.3:tls1.3 -c :1301 -I x25519 -J rsa_pss_rsae_sha256";
const pinned12 = "-V tls1.2:tls1.2 -c :C02F -I x25519 -J rsa_pkcs1_sha256";
const usual13 = { suite: "TLS_AES_128_GCM_SHA256", group: "x25519", scheme: "rsa_pss_rsae_sha256" };
const usual12 = {
  suite: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  group: "x25519",
  scheme: "rsa_pkcs1_sha256",
};

const groups = [["P256", "secp256r1"], ["P384", "secp384r1"], ["P521", "secp521r1"]] as const;

const required = "client_certificate_required";

export const nsses: readonly Row[] = [
  row(pinned13, tls13(usual13)),
  ...["TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"].map((suite, index) =>
    row(`-V tls1.3:tls1.3 -c :130${index + 2} -I x25519 -J rsa_pss_rsae_sha256`, tls13({ ...usual13, suite }))
  ),
  ...groups.map(([name, group]) =>
    row(
      `-V tls1.3:tls1.3 -c :1301 -I ${name} -J rsa_pss_rsae_sha256`,
      tls13({ ...usual13, group, helloRetryRequest: true }),
    )
  ),
  {
    ...row(
      "-V tls1.3:tls1.3 -c :1301 -I x25519 -J ecdsa_secp256r1_sha256",
      tls13({ ...usual13, scheme: "ecdsa_secp256r1_sha256" }),
    ),
    certificate: "ecdsa-p256",
  },
  row(`${pinned13} -Q`, tls13({ ...usual13, alpn: "http/1.1" })),
  row(`${pinned13} -u`, tls13(usual13)),
  row(`${pinned13} -r`, tls13({ ...usual13, clientCertificateRequested: true })),
  row(
    `${pinned13} -r -r`,
    tls13({
      ...usual13,
      clientCertificateRequested: true,
      failure: { step: "secure_channel", code: required },
    }),
  ),

  row(pinned12, tls12(usual12)),
  ...groups.map(([name, group]) =>
    row(`-V tls1.2:tls1.2 -c :C02F -I ${name} -J rsa_pkcs1_sha256`, tls12({ ...usual12, group }))
  ),
  row(`${pinned12} -Q -u`, tls12({ ...usual12, alpn: "http/1.1" })),
  row(
    `${pinned12} -r -r`,
    tls12({
      ...usual12,
      clientCertificateRequested: true,
      failure: { step: "server_finished", code: required },
    }),
  ),

  // Older, and with what browsers have not
  row(
    "-V tls1.0:tls1.0 -c :002F",
    tls10({
      group: null,
      scheme: null,
      suite: "TLS_RSA_WITH_AES_128_CBC_SHA",
      findings: ["protocol.outdated", "key_exchange.no_forward_secrecy"],
      verdict: "warn",
    }),
  ),
  row(
    "-V tls1.1:tls1.1 -c :C013 -I x25519",
    tls11({
      group: "x25519",
      scheme: null,
      suite: "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
      findings: ["protocol.outdated"],
      verdict: "warn",
    }),
  ),
  row(
    "-V tls1.0:tls1.0 -c :000A",
    tls10({
      group: null,
      scheme: null,
      suite: "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
      findings: ["protocol.outdated", "cipher_suite.not_in_browsers", "key_exchange.no_forward_secrecy"],
      verdict: "fail",
    }),
  ),
  row(
    "-V tls1.2:tls1.2 -c :0033 -H 1 -J rsa_pkcs1_sha256",
    tls12({
      ...usual12,
      group: "ffdhe2048",
      primeBits: 2048,
      suite: "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
      findings: ["cipher_suite.not_in_browsers"],
      verdict: "fail",
    }),
  ),
  row(
    "-V tls1.3:tls1.3 -c :1301 -I FF2048 -J rsa_pss_rsae_sha256",
    tls13({
      ...usual13,
      group: "ffdhe2048",
      helloRetryRequest: true,
      findings: ["cipher_suite.not_in_browsers"],
      verdict: "fail",
    }),
  ),
];

function row(configuration: string, expected: Row["expected"]): Row {
  return { server: nss, certificate: "rsa", protocol: "https", configuration, expected };
}
