/** A certificate that promises an OCSP response with it, and a server that does not bring one. */
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

export function mustStapleUnkept({ mustStaple, connection }: RuleInput): Finding[] {
  if (!mustStaple || connection === null || connection.ocsp_stapled) return [];
  return [{
    id: "ocsp.must_staple",
    severity: "medium",
    title: "Must-staple without a staple",
    detail:
      "The certificate says that an OCSP response comes with it (TLS feature status_request), and none did. " +
      "Firefox refuses the connection",
    remedy: "Turn on OCSP stapling, or have the certificate issued without must-staple",
    evidence: ["authentication"],
    references: ["RFC 7633 §4.2.3.1"],
  }];
}
