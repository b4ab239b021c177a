/** Step 4: the secret that only the two ends know. */
import { group } from "../crypto/mod.ts";
import { ProtocolVersion } from "../registry/mod.ts";
import { evidenceOf, type PremasterSecretEvidence } from "../tls/mod.ts";
import type { StepContent, StepInput } from "./input.ts";
import { groupName, octets } from "./names.ts";

export function premasterSecret({ facts: { log } }: StepInput): StepContent {
  const evidence = log && evidenceOf(log, "premaster_secret")?.evidence;
  const version = log && evidenceOf(log, "server_hello")?.evidence.protocolVersion;
  const isTls13 = version === undefined || version === null || version >= ProtocolVersion.TLS_1_3;
  return {
    explanation: explanations[evidence?.keyExchange ?? "ECDHE"],
    reference: evidence?.keyExchange === "hybrid"
      ? "RFC 10024"
      : isTls13
      ? "RFC 9846 §7.4"
      : evidence?.keyExchange === "RSA"
      ? "RFC 5246 §7.4.7.1"
      : "RFC 8422 §5.10",
    facts: evidence
      ? [
        ["named_group", "Key exchange", described(evidence)],
        ["server_public", "Server's public value", octets(evidence.serverPublicLength)],
        ["client_public", "Client's public value", octets(evidence.clientPublicLength)],
        ["shared_secret", "Shared secret", `${octets(evidence.sharedSecretLength)}, never sent, not kept`],
        [
          "post_quantum",
          "Safe from quantum computers",
          isPostQuantum(evidence) ? "yes, with ML-KEM" : "no",
        ],
        ["forward_secrecy", "Forward secrecy", evidence.keyExchange === "RSA" ? "no" : "yes"],
      ]
      : [],
  };
}

const explanations: { readonly [KeyExchange in PremasterSecretEvidence["keyExchange"]]: string } = {
  ECDHE:
    "Each side sends a public value made for this connection alone, and both compute the same secret from the " +
    "other's. Whoever listens sees both public values and still cannot compute it.",
  hybrid:
    "Both sides make the secret in two ways at once, on an elliptic curve and with the lattice method ML-KEM. " +
    "It stays secret as long as either of the two holds, even against a quantum computer.",
  KEM:
    "The client sends a public key made for this connection alone, and the server encapsulates the secret to it. " +
    "The method, ML-KEM, rests on lattices and holds against a quantum computer too.",
  DHE:
    "Each side sends a public value made for this connection alone, and both compute the same secret from the " +
    "other's. The arithmetic is that of Diffie and Hellman, modulo a large prime.",
  RSA: "The client makes the secret and encrypts it to the certificate's key. " +
    "Whoever gets that key later can decrypt every connection recorded until then.",
};

function isPostQuantum({ keyExchange }: PremasterSecretEvidence): boolean {
  return keyExchange === "hybrid" || keyExchange === "KEM";
}

function described({ keyExchange, namedGroup, finiteField }: PremasterSecretEvidence): string {
  if (finiteField !== null) {
    return `DHE, ${finiteField.bits} bits, ${finiteField.name ?? "a prime of the server's own"}`;
  }
  if (namedGroup === null) return keyExchange;
  const bits = group(namedGroup)?.bits;
  return keyExchange === "hybrid" || keyExchange === "KEM" || bits === undefined
    ? groupName(namedGroup)
    : `${groupName(namedGroup)} (${keyExchange}, ${bits} bits)`;
}
