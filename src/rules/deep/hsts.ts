/** Strict-Transport-Security: without it, who is on the way keeps a visitor's first request in the clear. */
import type { DeepFacts, Finding } from "../../report/mod.ts";
import { list } from "./accepted.ts";
import type { DeepRule } from "./rule.ts";
import { type Basis, severityOf } from "./severity.ts";

/** hstspreload.org takes no less than a year; Mozilla's guideline 6.0 has two. */
const YEAR_SECONDS = 31_536_000;
const RECOMMENDED_SECONDS = 2 * YEAR_SECONDS;
const DAY_SECONDS = 86_400;

export const hsts: DeepRule = ({ hsts }, { target }) => {
  if (hsts === null) return [];
  const findings: Finding[] = [];
  const { header, valid, max_age_seconds, preload, preload_unmet } = hsts;
  const add = (basis: Basis, finding: Omit<Finding, "severity" | "evidence">) =>
    findings.push({ ...finding, severity: severityOf(basis, target), evidence: ["secure_channel"] });
  if (header === null) {
    add("advised", {
      id: "hsts.missing",
      title: "No Strict-Transport-Security",
      detail:
        "Browsers try http first where a visitor types the name, and who is on the way can keep them there",
      remedy: "Send Strict-Transport-Security: max-age=63072000 once everything is served over https",
      references: ["RFC 9325 §3.2", "RFC 6797 §6.1"],
    });
  } else if (valid === false) {
    add("advised", {
      id: "hsts.invalid",
      title: "Strict-Transport-Security that browsers ignore",
      detail: `${hsts.problem ?? "The header breaks its syntax"}: ${JSON.stringify(header)}`,
      remedy: "Send Strict-Transport-Security: max-age=63072000, once, with nothing else than its directives",
      references: ["RFC 6797 §6.1", "RFC 6797 §8.1"],
    });
  } else if (max_age_seconds !== null && max_age_seconds < RECOMMENDED_SECONDS) {
    add(max_age_seconds < YEAR_SECONDS ? "advised" : "told", {
      id: "hsts.short",
      title: "Strict-Transport-Security for a short time",
      detail: max_age_seconds === 0
        ? "max-age is 0: browsers forget that they are to use https"
        : `Browsers remember it for ${days(max_age_seconds)}; Mozilla's guideline has ${
          days(RECOMMENDED_SECONDS)
        }`,
      remedy: "Set max-age to 63072000",
      references: ["Mozilla guideline 6.0", "RFC 6797 §6.1.1"],
    });
  }
  if (preload && preload_unmet.length > 0) {
    add("told", {
      id: "hsts.preload_unmet",
      title: "Asks for the preload list without meeting its conditions",
      detail: `The header says preload, and hstspreload.org also wants ${
        list(preload_unmet.map((condition) => conditions[condition]))
      }`,
      remedy: "Meet them, or leave preload out",
      references: ["RFC 6797 §12.3", "https://hstspreload.org/"],
    });
  }
  return findings;
};

const conditions: Readonly<Record<NonNullable<DeepFacts["hsts"]>["preload_unmet"][number], string>> = {
  max_age: "a max-age of a year",
  include_subdomains: "includeSubDomains",
  preload: "preload",
  redirect: "a redirect from http on the same host",
};

function days(seconds: number): string {
  const count = Math.floor(seconds / DAY_SECONDS);
  return count === 1 ? "1 day" : `${count} days`;
}
