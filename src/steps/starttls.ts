/** Prelude: the upgrade from a protocol in the clear, where the target has one. */
import { quoteOctets } from "../starttls/mod.ts";
import type { StepContent, StepInput } from "./input.ts";

export function starttls({ facts: { starttls } }: StepInput): StepContent {
  const dialogue = (starttls?.dialogue ?? []).map(({ direction, text }) =>
    `${direction === "sent" ? "→" : "←"} ${text.trimEnd()}`
  );
  return {
    explanation: "Some protocols begin in the clear and switch to TLS when the client asks. " +
      "Everything said before the switch can be read and changed by anyone on the way.",
    reference: "RFC 9325 §3.2",
    facts: starttls === null ? [] : [
      ["protocol", "Protocol", starttls.protocol],
      ...(starttls.injected === null
        ? []
        : [["injected", "Injected plaintext", quoteOctets(starttls.injected)] as const]),
      ...dialogue.map((line, index) => [`line_${index + 1}`, `Line ${index + 1}`, line] as const),
    ],
  };
}
