/** A root in the Certificate message: who trusts it has it, and who has it not does not trust it for that. */
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";
import { listSubjects, octetsOf, sentAt } from "./sent_certificates.ts";

/** Of a chain that nobody trusts there is more to say than that. */
export function rootSent(input: RuleInput): Finding[] {
  const roots = sentAt(input, input.notes?.roots ?? []);
  if (roots.length === 0 || !input.chain?.trusted) return [];
  return [{
    id: "chain.root_sent",
    severity: "info",
    title: "Root certificate sent",
    detail: `Sent: ${listSubjects(roots)}, ${octetsOf(roots)} octets in every full handshake. ` +
      "Clients have the roots that they trust, and believe no other for its being sent",
    remedy: "Take the root out of the server's certificate file; the chain ends with what the root issued",
    evidence: ["authentication"],
    references: ["RFC 9846 §4.5.1"],
  }];
}
