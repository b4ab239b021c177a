/** The server proves its key with a signature, and its certificate does not allow the key to sign. */
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

export function keyMayNotSign({ connection, violations }: RuleInput): Finding[] {
  const violation = violations.find(({ rule }) => rule === "no_digital_signature");
  // Without a signature in the handshake, static RSA, the key needs no right to make one.
  if (violation === undefined || !connection?.signature_scheme) return [];
  return [{
    id: "certificate.key_may_not_sign",
    severity: "medium",
    title: "Key may not sign",
    detail:
      `${violation.message}, and the handshake was signed with it all the same; Chrome and Firefox refuse that`,
    remedy: violation.hint,
    evidence: ["authentication", "private_key"],
    references: ["RFC 9846 §4.5.1", "RFC 5246 §7.4.2"],
  }];
}
