/** With the certificate known, the suite says whether a ServerKeyExchange comes and whether its key will do. */
import { suiteName } from "../hello/server_hello_rules.ts";
import { publicKeyName } from "../hello/leaf_public_key.ts";
import type { State } from "../engine/state.ts";
import { ProtocolError } from "../protocol_error.ts";
import type { Tls12Suite } from "../cipher_suite.ts";
import type { Certified } from "./wait_certificate.ts";
import { waitServerHelloDone } from "./wait_server_hello_done.ts";
import { waitServerKeyExchange } from "./wait_server_key_exchange.ts";

export function afterCertificate(negotiated: Certified): State {
  const { suite } = negotiated;
  checkKey(negotiated);
  switch (suite.keyExchange) {
    case "RSA":
      return waitServerHelloDone({ ...negotiated, keyExchange: { keyExchange: "RSA" }, proof: null }, null);
    case "ECDHE":
    case "DHE":
      return waitServerKeyExchange(negotiated, suite.keyExchange);
    case "unsupported":
      throw new ProtocolError(
        "unsupported_suite",
        `The server chose ${suiteName(suite.value)}, whose key exchange this engine does not do`,
        { step: "premaster_secret", fault: "us" },
      );
  }
}

/** RFC 5246 §7.4.2, RFC 8422 §5.3, §5.10: the kinds of key that each suite's certificate may hold. */
const keys: { readonly [Authentication in Tls12Suite["authentication"]]: readonly string[] } = {
  RSA: ["RSA", "RSASSA-PSS"],
  ECDSA: ["EC", "Ed25519", "Ed448"],
  DSS: ["DSA"],
  none: [],
};

function checkKey({ suite, publicKey }: Certified): void {
  const allowed = suite.keyExchange === "RSA" ? ["RSA"] : keys[suite.authentication];
  if (suite.keyExchange === "unsupported" || allowed.includes(publicKey.algorithm)) return;
  throw new ProtocolError(
    "illegal_parameter",
    `The server chose ${suiteName(suite.value)} and shows a certificate with a key for ${
      publicKeyName(publicKey)
    }`,
  );
}
