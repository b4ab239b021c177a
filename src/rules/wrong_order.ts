/** The path is complete, and was not sent in its order. */
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";
import { listSubjects } from "./sent_certificates.ts";

export function wrongOrder({ notes, certificates }: RuleInput): Finding[] {
  if (!notes?.wrongOrder) return [];
  const sent = certificates.filter(({ source }) => source === "sent");
  return [{
    id: "chain.wrong_order",
    severity: "low",
    title: "Certificates in the wrong order",
    detail: `Sent in the order ${listSubjects(sent)}, where each should certify the one before it. ` +
      "Most clients find the path all the same; old and small ones do not",
    remedy: "Put the server's own certificate first in its file, then each issuer behind what it issued",
    evidence: ["authentication"],
    references: ["RFC 5246 §7.4.2", "RFC 9846 §4.5.1"],
  }];
}
