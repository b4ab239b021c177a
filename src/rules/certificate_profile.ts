/**
 * What issuers were not to do and clients let pass: RFC 5280 §4 and the CA/Browser Forum's Baseline Requirements.
 *
 * A finding for each broken rule, whoever breaks it; its title and detail say whose rule it is. What fails the path
 * is told by `chain_errors.ts`.
 *
 * How bad it is follows from who can do something about it, and from what comes of it:
 * - A certificate of a public authority that breaks either document must be revoked within five days (CA/B BR
 *   §4.9.1.1), so its site is about to lose it: medium.
 * - A private authority is not bound by the Baseline Requirements, and what breaks RFC 5280 and is let pass hurts
 *   nobody today, only the strict verifier of tomorrow: low.
 * - An intermediate is the issuer's, often older than the rule, and no site can mend it: low.
 * - Advice is for information: no verifier refuses over it.
 * - A root of Mozilla's store was weighed when it was admitted, and is not told of at all.
 */
import type { Finding, Severity } from "../report/mod.ts";
import { lowerFirst } from "./lower_first.ts";
import type { BrokenRule, RuleInput } from "./rule.ts";

export function certificateProfile({ violations, publiclyTrusted }: RuleInput): Finding[] {
  const told = violations.filter(isProfiles).filter(({ rule, role }) =>
    !(publiclyTrusted && role === "anchor") && !elsewhere.has(rule)
  );
  return [...Map.groupBy(told, ({ rule }) => rule).values()].map((broken) =>
    finding(broken, publiclyTrusted)
  );
}

type ProfileBreaks = "rfc5280" | "web" | "advice";
type ProfileViolation = BrokenRule & { readonly breaks: ProfileBreaks };

function isProfiles(violation: BrokenRule): violation is ProfileViolation {
  return violation.breaks in documents;
}

/** `broken`: one rule, by every certificate that breaks it, the leaf's first. */
function finding(broken: readonly ProfileViolation[], publiclyTrusted: boolean): Finding {
  const { rule, breaks } = broken[0]!;
  const severities = broken.map((violation) => severityOf(violation, publiclyTrusted));
  const severity = ranked.find((candidate) => severities.includes(candidate))!;
  const messages = broken.map(({ message }) => message);
  return {
    id: `certificate.profile.${rule}`,
    severity,
    title: `${documents[breaks].verb}: ${titles[rule] ?? rule.replaceAll("_", " ")}`,
    detail: `${sentence(messages)}. ${
      severity === "medium" ? consequence[breaks] : documents[breaks].meaning(publiclyTrusted)
    }`,
    remedy: sentence(broken.map(({ hint }) => hint)),
    evidence: ["authentication"],
    references: [...new Set(broken.map(({ reference }) => reference))],
  };
}

/** The worst first. */
const ranked: readonly Severity[] = ["medium", "low", "info"];

function severityOf({ rule, breaks, role }: ProfileViolation, publiclyTrusted: boolean): Severity {
  const bound = publiclyTrusted && role === "leaf";
  const exception = exceptions[rule];
  if (exception !== undefined) return bound ? exception.bound : exception.otherwise;
  if (breaks === "advice") return "info";
  return bound ? "medium" : "low";
}

function sentence(parts: readonly string[]): string {
  return [...new Set(parts)].map((part, index) => index === 0 ? part : lowerFirst(part)).join("; ");
}

const documents: Readonly<
  Record<ProfileBreaks, { readonly verb: string; meaning(publiclyTrusted: boolean): string }>
> = {
  rfc5280: {
    verb: "Breaks RFC 5280",
    meaning: () => "RFC 5280 asks otherwise of every issuer; most clients let it pass, strict ones do not",
  },
  web: {
    verb: "Breaks the web profile",
    meaning: (publiclyTrusted) =>
      `The CA/Browser Forum's Baseline Requirements, which ${
        publiclyTrusted ? "bind its issuer" : "do not bind a private authority"
      }, ask otherwise; clients let it pass`,
  },
  advice: {
    verb: "Not as the web profile has it",
    meaning: (publiclyTrusted) =>
      `The CA/Browser Forum's Baseline Requirements${
        publiclyTrusted ? "" : ", which do not bind a private authority,"
      } ask otherwise; no client refuses over it`,
  },
};

const revoked = "an authority must revoke such a certificate within five days (CA/B BR §4.9.1.1)";

/** What comes of it where a public authority is bound. */
const consequence: Readonly<Record<ProfileBreaks, string>> = {
  rfc5280: `RFC 5280 asks otherwise, and ${revoked}`,
  web: `The CA/Browser Forum's Baseline Requirements ask otherwise, and ${revoked}`,
  advice: "The CA/Browser Forum's Baseline Requirements ask otherwise, and some browsers refuse it",
};

/** Told by rules of their own. */
const elsewhere: ReadonlySet<string> = new Set(["revocation_unknown", "no_digital_signature"]);

interface Exception {
  /** For the certificate of a server whose authority is public. */
  readonly bound: Severity;
  readonly otherwise: Severity;
  readonly because: string;
}

/** Severities that do not follow from whose rule it is alone. */
export const exceptions: Readonly<Record<string, Exception>> = {
  lifetime: {
    bound: "medium",
    otherwise: "info",
    because: "Chrome and Safari refuse certificates of public authorities that live longer, private ones not",
  },
  wildcard_over_public_suffix: {
    bound: "low",
    otherwise: "low",
    because:
      "what is known here is not the Public Suffix List, and whoever has the whole suffix may have the wildcard",
  },
};

/** What each rule found, in a few words. */
export const titles: Readonly<Record<string, string>> = {
  access_location: "an authorityInfoAccess that is no http address",
  address_as_dns_name: "an address as a dNSName",
  aki_differs_from_ski: "two different key identifiers",
  aki_missing: "no authorityKeyIdentifier",
  aki_names_issuer: "an authorityKeyIdentifier that names a certificate",
  any_eku: "a certificate for any purpose",
  authority_without_subject: "an authority without a name",
  basic_constraints_not_critical: "basicConstraints that are not critical",
  ca_without_key_cert_sign: "an authority that may not issue",
  common_name_not_in_san: "a common name that is no subjectAltName",
  common_name_respelled: "a common name that is spelt otherwise",
  constraint_leading_dot: "a name constraint with a leading dot",
  constraints_in_leaf: "name constraints where they have no place",
  constraints_not_critical: "name constraints that are not critical",
  curve_not_allowed: "a curve that is not one of the web's",
  dns_name_syntax: "a dNSName that is no host name",
  edwards_key: "a key on an Edwards curve",
  eku_critical: "a critical extKeyUsage",
  eku_missing: "no extKeyUsage",
  extension_critical: "an extension marked as critical",
  extension_not_critical: "an extension not marked as critical",
  issuer_empty: "an issuer without a name",
  key_cert_sign_without_ca: "keyCertSign without being an authority",
  key_usage_missing: "an authority without keyUsage",
  lifetime: "a long lifetime",
  malformed_name: "a malformed subjectAltName",
  not_a_ca: "a root that does not say it is an authority",
  not_der: "an encoding that is not DER",
  odd_rsa_key: "an RSA key of odd length",
  path_length_without_ca: "a path length without being an authority",
  root_has_eku: "a root with extKeyUsage",
  san_critical: "a critical subjectAltName",
  san_not_critical: "a subjectAltName that is not critical",
  serial_negative: "a negative serial number",
  serial_too_long: "a long serial number",
  serial_zero: "serial number 0",
  signature_not_allowed: "a signature algorithm that is not one of the web's",
  signature_parameters: "parameters that the signature algorithm does not have",
  ski_missing: "an authority without subjectKeyIdentifier",
  version: "not version 3",
  wildcard_misplaced: "a wildcard out of place",
  wildcard_over_public_suffix: "a wildcard over a public suffix",
};
