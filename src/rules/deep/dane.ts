/** TLSA records that do not fit the server, or that nobody heeds. Mail servers heed them; browsers do not. */
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const dane: DeepRule = ({ dane }, { target }) => {
  if (dane === null || dane.records.length === 0) return [];
  const { domain, matches, authenticated } = dane;
  if (authenticated === false) {
    return [{
      id: "dane.not_authenticated",
      severity: severityOf("advised", target),
      title: "TLSA records without DNSSEC",
      detail: `The records at ${domain} are not signed: nobody heeds them`,
      remedy: "Sign the zone, or take the records out",
      evidence: ["dns"],
      references: ["RFC 7671 §3", "RFC 6698 §4.1"],
    }];
  }
  if (matches === false) {
    // RFC 7672 §2.2: a sender that finds no record that matches does not deliver.
    const isHeeded = target.protocol === "smtp" && authenticated === true;
    return [{
      id: "dane.mismatch",
      severity: severityOf(isHeeded ? "refused" : "refusedBySome", target),
      title: "TLSA records do not match the certificate",
      detail: `No record at ${domain} fits what the server sends: ${
        target.protocol === "smtp" ? "mail servers with DANE do not deliver" : "clients with DANE refuse it"
      }`,
      remedy:
        "Publish a record for the certificate's key (3 1 1), and at every change of key the new one beside the old one beforehand",
      evidence: ["dns", "authentication"],
      references: ["RFC 7672 §2.2", "RFC 7671 §8.1"],
    }];
  }
  if (matches === null) {
    return [{
      id: "dane.unusable",
      severity: severityOf("advised", target),
      title: "TLSA records that cannot be used",
      detail: `None of the records at ${domain} has a usage, selector and matching type that can be compared`,
      remedy: "Publish a record of the form 3 1 1: the server's key, hashed with SHA-256",
      evidence: ["dns"],
      references: ["RFC 7671 §5.1", "RFC 7672 §3.1"],
    }];
  }
  return [];
};
