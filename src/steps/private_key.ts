/** Step 5: the proof that the server holds the key of its certificate. */
import { toHex } from "../bytes/mod.ts";
import { ProtocolVersion } from "../registry/mod.ts";
import { evidenceOf } from "../tls/mod.ts";
import type { StepContent, StepInput } from "./input.ts";
import { octets } from "./names.ts";

export function privateKey({ facts: { log } }: StepInput): StepContent {
  const evidence = log && evidenceOf(log, "private_key")?.evidence;
  const version = log && evidenceOf(log, "server_hello")?.evidence.protocolVersion;
  const isTls13 = version === undefined || version === null || version >= ProtocolVersion.TLS_1_3;
  return {
    explanation: "A certificate is public and anybody can show it; only its owner has the private key. " +
      (isTls13
        ? "The server signs everything said so far with that key, which nobody can do for it or reuse later."
        : "The server signs its key exchange and both random values with that key, which nobody can do for it."),
    reference: isTls13 ? "RFC 9846 §4.5.2" : "RFC 5246 §7.4.3",
    facts: evidence
      ? [
        [
          "signature_scheme",
          "Proven by",
          evidence.proof === "decryption" ? evidence.algorithm : `${evidence.algorithm} signature`,
        ],
        ["public_key", "Key", evidence.publicKey],
        ...(evidence.signatureLength === null
          ? []
          : [["signature", "Signature", octets(evidence.signatureLength)] as const]),
        ...(evidence.transcriptHash === null
          ? []
          : [["transcript_hash", "Transcript hash", toHex(evidence.transcriptHash)] as const]),
      ]
      : [],
  };
}
