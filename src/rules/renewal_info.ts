/**
 * What the issuer suggests about renewing the certificate (RFC 9773).
 *
 * That the window has begun is as it should be: automation renews at some time within it. That it has passed, or
 * that it lies early in the certificate's life, which is how an issuer announces that it is going to revoke, is for
 * a person to look at, and a warning: the certificate is still good.
 */
import type { Certificate, Finding, RenewalInfo } from "../report/mod.ts";
import { inWords } from "./duration.ts";
import type { RuleInput } from "./rule.ts";

/** Issuers suggest the half of a short life and two thirds of a long one. */
const EARLY_SHARE = 0.4;

export function renewalInfo({ renewalInfo, certificates, now }: RuleInput): Finding[] {
  if (renewalInfo === null) return [];
  const { status, detail, suggested_window, explanation_url } = renewalInfo;
  if (suggested_window === null) {
    return status === "not_asked" ? [] : [finding({
      id: "renewal.unknown",
      severity: "info",
      title: "When to renew is not known",
      detail,
      remedy: status === "no_directory"
        ? "Name the issuer's ACME directory with --acme-directory, if it has one"
        : "Nothing, unless it stays so: the certificate's own end is what counts",
    })];
  }
  const start = Date.parse(suggested_window.start);
  const end = Date.parse(suggested_window.end);
  const at = now.getTime();
  const why = explanation_url === null ? "" : `; it explains why at ${explanation_url}`;
  const window = `from ${day(suggested_window.start)} to ${day(suggested_window.end)}`;
  if (isEarly(renewalInfo, certificates[0])) {
    return [finding({
      id: "renewal.early",
      severity: at < start ? "low" : "medium",
      title: "The issuer wants the certificate replaced early",
      detail:
        `It suggests to renew it ${window}, long before its end, as issuers do before they revoke certificates${why}`,
      remedy: "Renew the certificate now, and look at what the issuer says of it",
    })];
  }
  if (at < start) return [];
  return [
    end < at
      ? finding({
        id: "renewal.overdue",
        severity: "medium",
        title: "The certificate should have been renewed",
        detail: `The issuer suggested to renew it ${window}, which was over ${inWords(at - end)} ago${why}`,
        remedy: "Renew the certificate now, and look at why it has not been renewed by itself",
      })
      : finding({
        id: "renewal.due",
        severity: "info",
        title: "The certificate is due for renewal",
        detail: `The issuer suggests to renew it ${window}${why}`,
        remedy: "Nothing, if it is renewed by itself: any time within the window is fine",
      }),
  ];
}

function isEarly({ suggested_window }: RenewalInfo, leaf: Certificate | undefined): boolean {
  if (suggested_window === null || !leaf || leaf.not_before === null || leaf.not_after === null) return false;
  const from = Date.parse(leaf.not_before);
  const life = Date.parse(leaf.not_after) - from;
  return Date.parse(suggested_window.end) < from + EARLY_SHARE * life;
}

function day(time: string): string {
  return time.slice(0, 10);
}

function finding(given: Omit<Finding, "evidence" | "references">): Finding {
  return { ...given, evidence: ["authentication"], references: ["RFC 9773 §4.2"] };
}
