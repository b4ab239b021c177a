/** A certificate that was sent more than once. */
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";
import { listSubjects, octetsOf, sentAt } from "./sent_certificates.ts";

export function duplicateCertificates(input: RuleInput): Finding[] {
  const repeated = sentAt(input, input.notes?.duplicates ?? []);
  if (repeated.length === 0) return [];
  const octets = octetsOf(repeated);
  return [{
    id: "chain.duplicate_certificates",
    severity: "info",
    title: "Certificates sent more than once",
    detail: `Sent again: ${listSubjects(repeated)}, ${octets} octets in every full handshake for nothing`,
    remedy: "Take the repetition out of the server's certificate file; its own often stands in two files",
    evidence: ["authentication"],
    references: ["RFC 9846 §4.5.1"],
  }];
}
