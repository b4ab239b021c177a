/** Node's `tls` server. */
import { type Row, tls12, tls13, withoutAlpn } from "../row.ts";
import { laterNode, node } from "../tls_servers/mod.ts";

const usual13 = { suite: "TLS_AES_256_GCM_SHA384", group: "x25519", scheme: "ecdsa_secp256r1_sha256" };
const usual12 = {
  suite: "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
  group: "x25519",
  scheme: "ecdsa_secp256r1_sha256",
};

/** Pins what Node leaves to OpenSSL. */
const pinned13 = {
  minVersion: "TLSv1.3",
  ciphers: "TLS_AES_256_GCM_SHA384",
  ecdhCurve: "X25519",
};
const pinned12 = {
  maxVersion: "TLSv1.2",
  ciphers: "ECDHE-ECDSA-AES256-GCM-SHA384",
  ecdhCurve: "X25519:P-256",
};

const asks = { requestCert: true, rejectUnauthorized: false };
const insists = { requestCert: true, rejectUnauthorized: true };
const required = "client_certificate_required";

export const nodes: readonly Row[] = [
  row(pinned13, tls13(usual13)),
  row({ ...pinned13, ALPNProtocols: ["http/1.1"] }, tls13({ ...usual13, alpn: "http/1.1" })),
  row({ ...pinned13, ALPNProtocols: ["h2", "http/1.1"] }, tls13({ ...usual13, alpn: "h2" })),
  row({ ...pinned13, ALPNProtocols: ["imap"] }, tls13({ ...usual13, ...withoutAlpn })),
  row(
    { ...pinned13, ecdhCurve: "P-384" },
    tls13({ ...usual13, group: "secp384r1", helloRetryRequest: true }),
  ),
  row({ ...pinned13, ...asks }, tls13({ ...usual13, clientCertificateRequested: true })),
  row(pinned12, tls12(usual12)),
  row({ ...pinned12, ALPNProtocols: ["http/1.1"] }, tls12({ ...usual12, alpn: "http/1.1" })),
  row({ ...pinned12, ...asks }, tls12({ ...usual12, clientCertificateRequested: true })),
  row(
    { ...pinned13, ...insists },
    tls13({
      ...usual13,
      clientCertificateRequested: true,
      failure: { step: "secure_channel", code: required },
    }),
  ),
  row(
    { ...pinned12, ...insists },
    tls12({
      ...usual12,
      clientCertificateRequested: true,
      failure: { step: "server_finished", code: required },
    }),
  ),

  // Only the later Node has the hybrid groups of RFC 10024
  {
    server: laterNode,
    certificate: "ecdsa-p256",
    protocol: "https",
    configuration: JSON.stringify({ ...pinned13, ecdhCurve: "X25519MLKEM768" }),
    expected: tls13({ ...usual13, group: "X25519MLKEM768" }),
  },
];

function row(options: object, expected: Row["expected"]): Row {
  return {
    server: node,
    certificate: "ecdsa-p256",
    protocol: "https",
    configuration: JSON.stringify(options),
    expected,
  };
}
