/**
 * Whether a certificate is for a server name: RFC 9525, so dNSName and iPAddress only.
 *
 * The common name is never used (RFC 9525 §2); where it would have matched, the message says so. A wildcard is
 * a whole leftmost label and stands for one label. Which wildcards may exist is a rule of its own.
 */
import { equalBytes } from "../../bytes/mod.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { subjectAltName } from "../extension/mod.ts";
import { attributeValues } from "../name/name.ts";
import type { GeneralName } from "../name/general_name.ts";
import { clip, commonName } from "../name/text.ts";
import { dnsNameMatches, wildcardBase } from "./dns_name.ts";
import { formatIpAddress } from "./ip_address.ts";
import { type ReferenceIdentifier, referenceIdentifier } from "./reference.ts";

export interface NameMatch {
  readonly matches: boolean;
  /** One sentence: which name covers it, or what the certificate is valid for instead. */
  readonly message: string;
  /** What to do; `null` when it matches. */
  readonly hint: string | null;
  /** The name in the certificate that covers it. */
  readonly matched: string | null;
}

/** `name`: a DNS name (U-labels or A-labels, with or without the root's dot) or an address, IPv6 with or without brackets. */
export function matchServerName(certificate: ParsedCertificate, name: string): NameMatch {
  const reference = referenceIdentifier(name);
  if (reference === null) {
    return mismatch(
      `"${clip(name)}" is neither a DNS name nor an address`,
      "Give the name as clients use it",
    );
  }
  const names = certificate.readable(subjectAltName) ?? [];
  const matched = names.find((presented) => covers(presented, reference));
  if (matched !== undefined) {
    const text = presentedText(matched)!;
    return {
      matches: true,
      message: `"${reference.text}" is covered by "${text}"`,
      hint: null,
      matched: text,
    };
  }
  return explain(certificate, names, reference);
}

/** The names that a certificate is valid for, as people write them. */
export function presentedNames(names: readonly GeneralName[]): string[] {
  return names.flatMap((name) => presentedText(name) ?? []);
}

function covers(presented: GeneralName, reference: ReferenceIdentifier): boolean {
  if (presented.kind === "dNSName" && reference.kind === "dns") {
    return dnsNameMatches(presented.text, reference.labels);
  }
  // RFC 9525 §6.5: octet for octet
  if (presented.kind === "iPAddress" && reference.kind === "ip") {
    return equalBytes(presented.bytes, reference.bytes);
  }
  return false;
}

function presentedText(name: GeneralName): string | null {
  if (name.kind === "dNSName") return name.text;
  return name.kind === "iPAddress" ? formatIpAddress(name.bytes) : null;
}

function explain(
  certificate: ParsedCertificate,
  names: readonly GeneralName[],
  reference: ReferenceIdentifier,
): NameMatch {
  const presented = presentedNames(names);
  const hint = `Serve a certificate whose subjectAltName has ${
    reference.kind === "ip" ? "the address" : "the name"
  } "${reference.text}"`;
  const hasNames = certificate.extensions.some(({ oid }) => oid === subjectAltName.oid);
  if (hasNames && certificate.readable(subjectAltName) === null) {
    return mismatch("The certificate's subjectAltName cannot be read, so it is valid for no server", hint);
  }
  if (presented.length === 0) {
    const common = attributeValues(certificate.subject, commonName)[0];
    const ignored = common === undefined ? "" : `; its common name "${clip(common)}" does not count as one`;
    const what = hasNames ? "no DNS name or address in its subjectAltName" : "no subjectAltName";
    return mismatch(`The certificate has ${what}, so it is valid for no server${ignored}`, hint);
  }
  return mismatch(
    `The certificate is valid for ${list(presented)}, not ${reference.text}${aside(names, reference)}`,
    hint,
  );
}

/** The near miss that explains a mismatch, when there is one. */
function aside(names: readonly GeneralName[], reference: ReferenceIdentifier): string {
  const dnsNames = names.flatMap((name) => name.kind === "dNSName" ? [name.text] : []);
  if (reference.kind === "ip") {
    return dnsNames.includes(reference.text)
      ? "; it has the address as a dNSName, where no client looks for one"
      : "";
  }
  const wildcard = dnsNames.find((name) => {
    const base = wildcardBase(name)?.toLowerCase();
    return base !== undefined && (reference.text === base || reference.text.endsWith(`.${base}`));
  });
  return wildcard === undefined ? "" : `; the wildcard in "${wildcard}" stands for exactly one label`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, MAXIMUM_NAMES_SHOWN).map(clip);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  return shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

function mismatch(message: string, hint: string): NameMatch {
  return { matches: false, message, hint, matched: null };
}

const MAXIMUM_NAMES_SHOWN = 5;
