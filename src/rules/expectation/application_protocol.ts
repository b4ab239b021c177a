import type { Expectation } from "./expectation.ts";

export const applicationProtocol: Expectation = {
  id: "expectation.alpn",
  what: "the application protocol",
  step: "server_hello",
  title: "Not the expected application protocol",
  remedy: "Turn the protocol on in the server, put it first in its list, or expect the one that it chooses",
  references: ["RFC 7301 §3.2"],
  compare({ expectations: { applicationProtocol: expected }, stable }) {
    if (expected === null) return "not_expected";
    const chosen = stable?.application_protocol;
    if (chosen === undefined) return "not_learnt";
    if (chosen === expected) return "met";
    const chose = chosen === null ? "agreed to no application protocol" : `chose ${JSON.stringify(chosen)}`;
    return { unmet: `The server ${chose}, and not ${JSON.stringify(expected)}` };
  },
};
