/** Step 7: the client's seal on the handshake. */
import { toHex } from "../bytes/mod.ts";
import { ProtocolVersion } from "../registry/mod.ts";
import { evidenceOf } from "../tls/mod.ts";
import type { StepContent, StepInput } from "./input.ts";
import { octets } from "./names.ts";

export function clientFinished({ facts: { log } }: StepInput): StepContent {
  const evidence = log && evidenceOf(log, "client_finished")?.evidence;
  const version = log && evidenceOf(log, "server_hello")?.evidence.protocolVersion;
  const isTls13 = !version || version >= ProtocolVersion.TLS_1_3;
  return {
    explanation: "The client sends a code over all messages, made with the new keys. " +
      "The server can tell from it that both saw the same handshake, and nobody changed it on the way.",
    reference: isTls13 ? "RFC 9846 §4.5.3" : "RFC 5246 §7.4.9",
    facts: evidence
      ? [
        ["verify_data", "Sent", `${octets(evidence.verifyDataLength)} over the transcript`],
        ...(evidence.emptyCertificateSent
          ? [["client_certificate", "Client certificate", "asked for; an empty list was sent"] as const]
          : []),
        ["transcript_hash", "Transcript hash", toHex(evidence.transcriptHash)],
      ]
      : [],
  };
}
