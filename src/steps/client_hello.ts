/** Step 1: what the client offers. */
import { HandshakeType } from "../registry/mod.ts";
import { evidenceOf } from "../tls/mod.ts";
import { clientHelloFacts } from "./offered.ts";
import type { StepContent, StepInput } from "./input.ts";
import { groupName, octets } from "./names.ts";

export function clientHello({ facts: { log } }: StepInput): StepContent {
  const hello = log && evidenceOf(log, "client_hello")?.evidence.clientHello;
  const retry = log && evidenceOf(log, "server_hello")?.evidence.helloRetryRequest;
  const sent = log?.messages.filter(({ msgType }) => msgType === HandshakeType.client_hello) ?? [];
  const length = sent.map(({ bytes }) => octets(bytes.length)).join(", then ");
  const again: StepContent["facts"] = retry
    ? [
      [
        "hello_retry_request",
        "Second ClientHello",
        retry.selectedGroup === null
          ? "with the cookie that the server asked to have returned"
          : `with a key share for ${groupName(retry.selectedGroup)}, as the server asked`,
      ],
      ["hello_retry_round_trip", "Extra round trip", `${retry.roundTripMs.toFixed(1)} ms`],
      ...(retry.cookieLength === null ? [] : [["cookie", "Cookie", octets(retry.cookieLength)] as const]),
    ]
    : [];
  return {
    explanation:
      "The client opens with everything it can do: versions, cipher suites, key exchange groups and " +
      "the name it wants. It sends random octets too, so that no two handshakes are alike.",
    reference: "RFC 9846 §4.2.2",
    facts: hello ? [...clientHelloFacts(hello), ...again, ["length", "Size", length]] : [],
  };
}
