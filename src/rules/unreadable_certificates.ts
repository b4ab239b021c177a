/** Something behind the server's own certificate that is none. */
import type { Finding } from "../report/mod.ts";
import { lowerFirst } from "./lower_first.ts";
import type { RuleInput } from "./rule.ts";

export function unreadableCertificates({ notes }: RuleInput): Finding[] {
  const [first, ...others] = notes?.unreadable ?? [];
  if (first === undefined) return [];
  const more = others.length === 0 ? "" : `; and ${others.length} more`;
  return [{
    id: "chain.unreadable_certificates",
    severity: "low",
    title: "Certificates that cannot be read",
    detail:
      `Number ${first.index + 1} of what was sent is no certificate: ${lowerFirst(first.message)}${more}. ` +
      "Some clients refuse the whole message for it",
    remedy: "Take it out of the server's certificate file, or put the certificate there that was meant",
    evidence: ["authentication"],
    references: ["RFC 5280 §4.1"],
  }];
}
