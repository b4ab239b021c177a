/** Step 6: the keys that protect the connection. */
import { toHex } from "../bytes/mod.ts";
import { evidenceOf } from "../tls/mod.ts";
import type { StepContent, StepInput } from "./input.ts";

export function sessionKeys({ facts: { log } }: StepInput): StepContent {
  const evidence = log && evidenceOf(log, "session_keys")?.evidence;
  const isPrf = evidence?.keySchedule === "PRF";
  return {
    explanation: "Both sides turn the shared secret into keys, one for each direction. " +
      (isPrf
        ? "The random values of both hellos go into them, so that every connection has its own."
        : "The hash of all messages goes into them, so that a changed message gives keys that do not fit."),
    reference: isPrf ? evidence.extendedMainSecret ? "RFC 7627 §4" : "RFC 5246 §8.1" : "RFC 9846 §7.1",
    facts: evidence
      ? [
        [
          "cipher",
          "Keys for",
          `${evidence.cipher}, ${
            evidence.keyLength * 8
          } bits, by ${evidence.keySchedule} with ${evidence.hash}`,
        ],
        ...(evidence.extendedMainSecret === null ? [] : [
          [
            "extended_main_secret",
            "Extended main secret",
            evidence.extendedMainSecret ? "yes" : "no",
          ] as const,
        ]),
        ["secrets", "Derived", evidence.secrets.join(", ")],
        ...(evidence.transcriptHash === null
          ? []
          : [["transcript_hash", "Transcript hash", toHex(evidence.transcriptHash)] as const]),
      ]
      : [],
  };
}
