/** Finite-field Diffie-Hellman with a prime that can be, or nearly can be, attacked. */
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

/** RFC 9325 §4.5: fewer bits than these are not to be used; 1024 and fewer are within reach of those who can pay. */
export const RECOMMENDED_BITS = 2048;
export const BROKEN_BITS = 1024;

export function smallPrime({ connection }: RuleInput): Finding[] {
  const field = connection?.finite_field ?? null;
  if (field === null || field.bits >= RECOMMENDED_BITS) return [];
  const known = field.name === null ? "a prime of the server's own" : `the published prime ${field.name}`;
  return [{
    id: "key_exchange.small_prime",
    severity: field.bits <= BROKEN_BITS ? "high" : "medium",
    title: "Diffie-Hellman prime too small",
    detail: `The key exchange used ${known} of ${field.bits} bits`,
    remedy: `Use elliptic curves, or one of RFC 7919's groups of ${RECOMMENDED_BITS} bits or more`,
    evidence: ["premaster_secret"],
    references: ["RFC 9325 §4.5", "RFC 7919"],
  }];
}
