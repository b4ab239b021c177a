/**
 * Who may issue for the name. Whether the records allow the issuer of the certificate at hand is not judged: they name
 * issuers by domains of the issuers' own choice, which no certificate holds, and they bind at the time of issuance.
 */
import type { DeepFacts, Finding } from "../../report/mod.ts";
import { list } from "./accepted.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const caa: DeepRule = ({ caa }, { target }) => {
  if (caa === null) return [];
  if (caa.records.length === 0) {
    return [{
      id: "caa.missing",
      severity: severityOf("told", target),
      title: "No CAA records",
      detail: "DNS does not say who may issue certificates for the name: every public authority may",
      remedy: "Publish a CAA record with the authorities that you use",
      evidence: ["dns"],
      references: ["RFC 8659 §3"],
    }];
  }
  const findings: Finding[] = [];
  const unknown = caa.records.filter(({ critical, tag }) => critical && !tags.has(tag.toLowerCase()));
  if (unknown.length > 0) {
    findings.push({
      id: "caa.unknown_critical",
      severity: severityOf("refusedBySome", target),
      title: "CAA record that no authority understands",
      detail: `The property ${
        list(unknown.map(({ tag }) => JSON.stringify(tag)))
      } is marked as critical: an authority that does not know it must not issue, so that the certificate cannot be renewed`,
      remedy: "Correct the name of the property, or take the critical flag away",
      evidence: ["dns"],
      references: ["RFC 8659 §4.1"],
    });
  }
  if (forbidsAll(caa)) {
    findings.push({
      id: "caa.forbids_issuance",
      severity: severityOf("refusedBySome", target),
      title: "CAA records allow nobody to issue",
      detail: "Every issue record names nobody: the certificate cannot be renewed while they are there",
      remedy: "Add a CAA record with the authority that issues your certificates",
      evidence: ["dns"],
      references: ["RFC 8659 §4.2"],
    });
  }
  return findings;
};

/** RFC 8659 §4 and what IANA's registry of CAA properties has beside. */
const tags: ReadonlySet<string> = new Set([
  "issue",
  "issuewild",
  "iodef",
  "contactemail",
  "contactphone",
  "issuemail",
  "issuevmc",
]);

/** `issuewild` may be about other names. */
function forbidsAll({ records }: NonNullable<DeepFacts["caa"]>): boolean {
  const of = (name: string) => records.filter(({ tag }) => tag.toLowerCase() === name);
  return of("issue").length > 0 &&
    [...of("issue"), ...of("issuewild")].every(({ issuer }) => issuer === null);
}
