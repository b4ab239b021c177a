/** Java's JSSE. */
import { type Row, tls12, tls13, withoutAlpn } from "../row.ts";
import { java } from "../tls_servers/mod.ts";

const pinned13 = "-Djdk.tls.namedGroups=x25519 protocols=TLSv1.3 cipherSuites=TLS_AES_128_GCM_SHA256";
const pinned12 =
  "-Djdk.tls.namedGroups=x25519,secp256r1 protocols=TLSv1.2 cipherSuites=TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
const usual13 = { suite: "TLS_AES_128_GCM_SHA256", group: "x25519", scheme: "ecdsa_secp256r1_sha256" };
const usual12 = {
  suite: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
  group: "x25519",
  scheme: "ecdsa_secp256r1_sha256",
};

const requested = { clientCertificateRequested: true };
const required = "client_certificate_required";

export const javas: readonly Row[] = [
  row(pinned13, tls13(usual13)),
  row(
    pinned13.replace("x25519", "secp384r1"),
    tls13({ ...usual13, group: "secp384r1", helloRetryRequest: true }),
  ),
  row(`${pinned13} applicationProtocols=http/1.1`, tls13({ ...usual13, alpn: "http/1.1" })),
  row(`${pinned13} applicationProtocols=imap`, tls13({ ...usual13, ...withoutAlpn })),
  row(`${pinned13} wantClientAuth`, tls13({ ...usual13, ...requested })),
  // Its alert is bad_certificate, where RFC 9846 §4.5.1 has certificate_required
  row(
    `${pinned13} needClientAuth`,
    tls13({ ...usual13, ...requested, failure: { step: "secure_channel", code: required } }),
  ),
  row(pinned12, tls12(usual12)),
  row(`${pinned12} wantClientAuth`, tls12({ ...usual12, ...requested })),
  row(
    `${pinned12} needClientAuth`,
    tls12({ ...usual12, ...requested, failure: { step: "server_finished", code: required } }),
  ),
];

function row(configuration: string, expected: Row["expected"]): Row {
  return { server: java, certificate: "ecdsa-p256", protocol: "https", configuration, expected };
}
