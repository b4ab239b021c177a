/**
 * Name constraints (RFC 5280 §4.2.1.10, §6.1.3 (b), (c)): every name below an authority lies within each of its
 * permitted subtrees and outside its excluded ones. Self-issued intermediates are exempt, the leaf never is.
 */
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { comparable, type ComparableName } from "../constraints/comparable_name.ts";
import { generalNameText, prepare, type Subtree, type Subtrees } from "../constraints/subtrees.ts";
import { nameConstraints, subjectAltName } from "../extension/mod.ts";
import type { GeneralName } from "../name/general_name.ts";
import { attributeValues, isEmptyName } from "../name/name.ts";
import { clip, commonName, emailAddress } from "../name/text.ts";
import { dnsNameFault, wildcardBase } from "../server_name/dns_name.ts";
import { parseIpAddress } from "../server_name/ip_address.ts";
import { type CertificateRule, type PathRule, roleAt } from "./rule.ts";
import { mention, remedy, type Violation } from "./violation.ts";

/** What the extension itself may be. */
export const nameConstraintsExtension: CertificateRule = (certificate, role) => {
  const constraints = certificate.extension(nameConstraints);
  if (constraints === null) return [];
  const violations: Violation[] = [];
  const add = (rule: string, code: Violation["code"], breaks: Violation["breaks"], what: string) =>
    violations.push({
      rule,
      code,
      breaks,
      certificate,
      message: `${mention(certificate, role)} ${what}`,
      hint: remedy(role),
      reference: nameConstraints.reference,
    });

  if (role === "leaf") {
    // RFC 5280 §4.2.1.10: MUST be used only in a CA certificate
    add(
      "constraints_in_leaf",
      "policy_violation",
      "rfc5280",
      "has name constraints, which only an authority may have",
    );
  } else if (!certificate.extensions.some(({ oid, critical }) => oid === nameConstraints.oid && critical)) {
    // CA/B BR §7.1.2.5.2 allows what RFC 5280 forbids
    add(
      "constraints_not_critical",
      "policy_violation",
      "advice",
      "has name constraints that are not critical",
    );
  }
  const { all } = subtreesOf(certificate)!;
  const malformed = all.find((subtree) => subtree.malformed);
  if (malformed !== undefined) {
    const what = `has the name constraint "${clip(malformed.text)}", which is no ${malformed.kind} subtree`;
    add("constraint_malformed", "malformed_certificate", "path", what);
  }
  const dotted = all.find((subtree) => subtree.leadingDot);
  if (dotted !== undefined) {
    const what = `has the name constraint "${
      clip(dotted.text)
    }" with a leading dot, which dNSName constraints do not have`;
    add("constraint_leading_dot", "policy_violation", "rfc5280", what);
  }
  return violations;
};

/** What the extensions of a path say about the names in it. */
export const nameConstraintsRule: PathRule = (path, anchored, { budget }) => {
  const violations: Violation[] = [];
  const nameCache = new Map<ParsedCertificate, readonly ComparableName[]>();
  for (const [index, authority] of path.entries()) {
    const subtrees = index === 0 ? null : subtreesOf(authority);
    if (subtrees === null) continue;
    for (const [below, certificate] of path.slice(0, index).entries()) {
      // RFC 5280 §6.1.3 (b): not applied to self-issued certificates, unless it is the final one
      if (certificate.selfIssued && below !== 0) continue;
      let names = nameCache.get(certificate);
      if (names === undefined) nameCache.set(certificate, names = namesOf(certificate).map(comparable));
      const verdict = firstOutside(names, subtrees, (count) => budget.spend("constraintComparisons", count));
      if (verdict === null) continue;
      const subject = mention(certificate, roleAt(below, path.length, anchored));
      const constrainer = mention(authority, roleAt(index, path.length, anchored));
      violations.push(
        violationOf(
          verdict,
          certificate,
          subject,
          constrainer.charAt(0).toLowerCase() + constrainer.slice(1),
        ),
      );
      if (verdict.why === "too_complex") return violations;
    }
  }
  return violations;
};

type Verdict =
  | {
    readonly why: "not_permitted" | "excluded" | "incomparable";
    readonly name: ComparableName;
    readonly subtrees: readonly Subtree[];
  }
  | { readonly why: "too_complex" };

function firstOutside(
  names: readonly ComparableName[],
  { permitted, excluded }: Subtrees,
  spend: (count: number) => boolean,
): Verdict | null {
  for (const name of names) {
    const within = permitted.get(name.form) ?? [];
    const without = excluded.get(name.form) ?? [];
    if (within.length + without.length === 0) continue;
    if (!spend(within.length + without.length)) return { why: "too_complex" };
    for (const subtree of without) {
      const excludes = subtree.excludes(name);
      if (excludes !== false) {
        return { why: excludes ? "excluded" : "incomparable", name, subtrees: [subtree] };
      }
    }
    if (within.length > 0 && !within.some((subtree) => subtree.permits(name) === true)) {
      return { why: "not_permitted", name, subtrees: within };
    }
  }
  return null;
}

function violationOf(
  verdict: Verdict,
  certificate: ParsedCertificate,
  subject: string,
  authority: string,
): Violation {
  const shared = { certificate, breaks: "path", reference: nameConstraints.reference } as const;
  if (verdict.why === "too_complex") {
    return {
      ...shared,
      rule: "constraint_comparisons",
      code: "too_complex",
      message:
        `Comparing the names of this path with its name constraints takes more steps than are spent on it`,
      hint: "Use a certificate with fewer names, or an authority with fewer constraints",
    };
  }
  const name = `"${clip(generalNameText(verdict.name.name))}"`;
  const listed = verdict.subtrees.slice(0, MAXIMUM_SHOWN).map(({ text }) => `"${clip(text)}"`).join(", ");
  const more = verdict.subtrees.length > MAXIMUM_SHOWN
    ? ` and ${verdict.subtrees.length - MAXIMUM_SHOWN} more`
    : "";
  const message = verdict.why === "not_permitted"
    ? `${subject} is for ${name}, and ${authority} may issue only for ${listed}${more}`
    : verdict.why === "excluded"
    ? `${subject} is for ${name}, and ${authority} may not issue for ${listed}`
    : `${subject} is for ${name}, which cannot be compared with the constraint ${listed} of ${authority}`;
  return {
    ...shared,
    rule: `name_${verdict.why}`,
    code: "name_constraint_violation",
    message,
    hint: "Get a certificate for this name from an authority that may issue it",
  };
}

/** Every name that constraints apply to, in the subject as in the subjectAltName. */
function namesOf(certificate: ParsedCertificate): GeneralName[] {
  const names = [...certificate.extension(subjectAltName) ?? []];
  const has = (kind: GeneralName["kind"]) => names.some((name) => name.kind === kind);
  const { subject } = certificate;
  // RFC 5280 §4.2.1.10: mailboxes in the subject count where the subjectAltName has none
  if (!has("rfc822Name")) {
    for (const text of attributeValues(subject, emailAddress)) names.push({ kind: "rfc822Name", text });
  }
  // A common name that could be taken for a host's counts where no other name would be
  if (!has("dNSName") && !has("iPAddress")) {
    for (const text of attributeValues(subject, commonName)) {
      const bytes = parseIpAddress(text);
      if (bytes !== null) names.push({ kind: "iPAddress", bytes });
      else if (text.includes(".") && dnsNameFault(wildcardBase(text) ?? text) === null) {
        names.push({ kind: "dNSName", text });
      }
    }
  }
  if (!isEmptyName(subject)) names.push({ kind: "directoryName", name: subject });
  return names;
}

/** Prepared once for each certificate. */
function subtreesOf(certificate: ParsedCertificate): Subtrees | null {
  let known = prepared.get(certificate);
  if (known === undefined) {
    const constraints = certificate.extension(nameConstraints);
    prepared.set(certificate, known = constraints && prepare(constraints));
  }
  return known;
}

const prepared = new WeakMap<ParsedCertificate, Subtrees | null>();

const MAXIMUM_SHOWN = 5;
