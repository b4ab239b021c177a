/** By its whole distinguished name, or the whole of one common name or organization in it: never by a part of one. */
import { canonicalText, clip } from "../../x509/mod.ts";
import type { Expectation } from "./expectation.ts";

export const issuer: Expectation = {
  id: "expectation.issuer",
  what: "the certificate's issuer",
  step: "authentication",
  title: "Not the expected issuer",
  remedy:
    "If the authority was changed on purpose, expect the new one; if not, find out who had the certificate issued",
  references: ["RFC 5280 §4.1.2.4", "RFC 5280 §7.1"],
  compare({ expectations, issuerNames }) {
    if (expectations.issuer === null) return "not_expected";
    if (issuerNames === null) return "not_learnt";
    const expected = canonicalText(expectations.issuer);
    if (issuerNames.some((name) => canonicalText(name) === expected)) return "met";
    return {
      unmet: `The certificate was issued by ${quoted(issuerNames[0]!)}, and not by ${
        quoted(expectations.issuer)
      }`,
    };
  },
};

function quoted(name: string): string {
  return JSON.stringify(clip(name));
}
