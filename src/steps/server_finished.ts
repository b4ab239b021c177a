/** Step 8: the server's seal on the handshake. */
import { toHex } from "../bytes/mod.ts";
import { ProtocolVersion } from "../registry/mod.ts";
import { evidenceOf } from "../tls/mod.ts";
import type { StepContent, StepInput } from "./input.ts";
import { octets } from "./names.ts";

export function serverFinished({ facts: { log } }: StepInput): StepContent {
  const evidence = log && evidenceOf(log, "server_finished")?.evidence;
  const version = log && evidenceOf(log, "server_hello")?.evidence.protocolVersion;
  const isTls13 = !version || version >= ProtocolVersion.TLS_1_3;
  return {
    explanation:
      "The server sends its own code over all messages, and it must be the one that the client computes. " +
      (isTls13 ? "In TLS 1.3 it comes before the client's." : "Before TLS 1.3 it comes after the client's."),
    reference: isTls13 ? "RFC 9846 §4.5.3" : "RFC 5246 §7.4.9",
    facts: evidence
      ? [
        ["verify_data", "Verified", `${octets(evidence.verifyDataLength)} over the transcript`],
        ["transcript_hash", "Transcript hash", toHex(evidence.transcriptHash)],
      ]
      : [],
  };
}
