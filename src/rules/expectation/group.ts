import { supportedGroups } from "../../registry/mod.ts";
import type { Connection } from "../../report/mod.ts";
import type { Expectation } from "./expectation.ts";

export const group: Expectation = {
  id: "expectation.group",
  what: "the key exchange's group",
  step: "premaster_secret",
  title: "Not the expected group",
  remedy: "Put the group first in the server's list of groups, or expect the one that it chooses",
  references: ["RFC 9846 §4.3.7"],
  compare({ expectations, stable, connection }) {
    if (expectations.group === null) return "not_expected";
    if (connection === null || stable?.named_group === undefined) return "not_learnt";
    const { name, hex } = supportedGroups.codePoint(expectations.group);
    if (stable.named_group?.value === expectations.group) return "met";
    // RFC 7919's primes are groups with a name also where a server of TLS 1.2 spells them out.
    if (name !== null && connection.finite_field?.name === name) return "met";
    return { unmet: `The key exchange used ${used(connection)}, and not ${name ?? hex}` };
  },
};

function used({ named_group, finite_field }: Connection): string {
  if (named_group !== null) return named_group.name ?? named_group.hex;
  if (finite_field === null) return "static RSA, which has no group";
  return finite_field.name ?? `a prime of ${finite_field.bits} bits that has no name`;
}
