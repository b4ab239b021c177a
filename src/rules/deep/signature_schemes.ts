/** Signatures over MD5 and SHA-1, made for whoever offers nothing better. */
import { list, named } from "./accepted.ts";
import { alsoNamed } from "./also_named.ts";
import { exposedTo } from "./attacks/mod.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const weakSignatureSchemes: DeepRule = (facts, { target }) => {
  const schemes = (facts.signature_schemes?.versions ?? []).flatMap(({ schemes }) => schemes)
    .filter(({ value }) => hashOf(value) === MD5 || hashOf(value) === SHA1);
  if (schemes.length === 0) return [];
  const isMd5 = schemes.some(({ value }) => hashOf(value) === MD5);
  return [{
    id: "signature_scheme.weak_accepted",
    severity: severityOf(isMd5 ? "broken" : "inBrowsers", target),
    title: "Weak signatures",
    detail: `The server proves its key with ${
      list([...new Set(schemes.map(named))])
    } where nothing better is offered${alsoNamed(exposedTo(facts, "sloth"))}`,
    remedy: "Leave signatures over SHA-256, SHA-384 and SHA-512 on only",
    evidence: ["private_key"],
    references: ["RFC 9155 §4", "RFC 9325 §4.5"],
  }];
};

/** RFC 5246 §7.4.1.4.1: the first octet. */
function hashOf(scheme: number): number {
  return scheme >> 8;
}

const MD5 = 1;
const SHA1 = 2;
