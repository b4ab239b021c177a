/** Revocation was asked about, and nobody said anything of the server's certificate that may be relied on. */
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

export function revocationUnanswered({ revocation, certificates }: RuleInput): Finding[] {
  const leaf = certificates.find(({ source }) => source === "sent");
  if (revocation === null || leaf === undefined) return [];
  const answers = revocation.filter(({ certificate }) => certificate === leaf.fingerprint_sha256);
  if (answers.some(({ status }) => status === "good" || status === "revoked")) return [];
  const asked = answers.filter(({ source }) => source !== "stapled");
  // A staple alone was not asked for, and has a rule of its own.
  if (asked.length === 0 && revocation.length > 0) return [];
  const silent = asked.length === 0;
  return [{
    id: "revocation.no_answer",
    severity: silent ? "info" : "low",
    title: silent ? "Nobody to ask about revocation" : "No answer about revocation",
    detail: silent
      ? "The certificate names neither an OCSP responder nor a revocation list that could be asked, as those do that live a few days only"
      : asked.map(({ detail, url }) => `${detail} (${url})`).join("; "),
    remedy: silent
      ? "Nothing to do where the certificate is meant to be short-lived"
      : "Look at whether the issuer's sources are reached from elsewhere; clients that insist on an answer fail",
    evidence: ["authentication"],
    references: ["RFC 6960 §3.1", "RFC 5280 §4.2.1.13"],
  }];
}
