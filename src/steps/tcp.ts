/** Prelude: the connection that carries everything. */
import type { StepContent, StepInput } from "./input.ts";

export function tcp({ facts: { tcp }, port }: StepInput): StepContent {
  return {
    explanation: "TLS needs a connection that delivers octets in order, which is what TCP does. " +
      "The server must accept one on this port before any TLS can be spoken.",
    reference: "RFC 9293 §3.5",
    facts: tcp === null
      ? []
      : [["address", tcp.failure ? "Tried" : "Connected to", `${tcp.address.address} port ${port}`]],
  };
}
