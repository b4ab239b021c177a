/** Prelude: the name's addresses. */
import type { StepContent, StepInput } from "./input.ts";

const sources = {
  resolver: "the resolver",
  literal: "the target itself is an address",
  override: "given beside the target",
};

export function dns({ facts: { dns } }: StepInput): StepContent {
  return {
    explanation: "A name is for people; computers connect to addresses. " +
      "The resolver is asked which addresses belong to the name.",
    reference: "RFC 1034 §3.7",
    facts: [
      ["addresses", "Addresses", dns.addresses.map(({ address }) => address).join(", ") || "none"],
      ["source", "From", sources[dns.source]],
    ],
  };
}
