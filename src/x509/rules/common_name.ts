/**
 * The common name's copy in the subjectAltName (CA/B BR §7.1.4.3). No client looks at the common name (RFC 9525 §2);
 * a public issuer may put there only a letter-for-letter copy of a name that clients do look at.
 *
 * A certificate for an internal name or a reserved address cannot be a public one (CA/B BR §4.2.2), so another
 * name in its common name is worth a word and no more. The base of one's own wildcard is not another name.
 */
import { equalBytes } from "../../bytes/mod.ts";
import { subjectAltName } from "../extension/mod.ts";
import type { GeneralName } from "../name/general_name.ts";
import { attributeValues } from "../name/name.ts";
import { clip, commonName } from "../name/text.ts";
import { wildcardBase } from "../server_name/dns_name.ts";
import { formatIpAddress, parseIpAddress } from "../server_name/ip_address.ts";
import { isInternalName, isReservedAddress } from "../server_name/reserved.ts";
import type { CertificateRule } from "./rule.ts";
import { remedy, type Violation } from "./violation.ts";

export const commonNameRule: CertificateRule = (certificate, role) => {
  const presented = (role === "leaf" ? certificate.extension(subjectAltName) : null) ?? [];
  // A certificate for no server at all (for a mailbox, say) is not held to the rule for servers.
  if (!presented.some(isServerName)) return [];
  const names = new Set(presented.map(presentedText));
  return attributeValues(certificate.subject, commonName).slice(0, MAXIMUM_COMMON_NAMES).flatMap(
    (text): Violation[] => {
      if (!looksLikeServerName(text) || names.has(text)) return [];
      const address = looseAddress(text);
      const respelled = presented.some((name) => isRespelling(text, address, name));
      const excused = !respelled && presented.some((name) => isInternal(name) || isBase(text, name));
      return [{
        rule: respelled ? "common_name_respelled" : "common_name_not_in_san",
        code: "policy_violation",
        breaks: excused ? "advice" : "web",
        certificate,
        message: `The certificate has the common name "${
          clip(text)
        }", which is not, letter for letter, one of its subjectAltNames`,
        hint: remedy(role, "without a common name, or with one that is a copy of a subjectAltName"),
        reference: "CA/B BR §7.1.4.3",
      }];
    },
  );
};

/** A public certificate has one; each is compared with every other name. */
const MAXIMUM_COMMON_NAMES = 4;

/** A person's or a product's name is not held against it; what could be a host is. */
function looksLikeServerName(text: string): boolean {
  return text.length <= MAXIMUM_HOST_CHARACTERS && /[.:]/.test(text) && !/\s/.test(text);
}

/** RFC 1034 §3.1. */
const MAXIMUM_HOST_CHARACTERS = 253;

function isServerName({ kind }: GeneralName): boolean {
  return kind === "dNSName" || kind === "iPAddress";
}

function presentedText(name: GeneralName): string | null {
  if (name.kind === "dNSName") return name.text;
  return name.kind === "iPAddress" ? formatIpAddress(name.bytes) : null;
}

/** The same name in other letters, or the same address in another spelling. */
function isRespelling(text: string, address: Uint8Array | null, name: GeneralName): boolean {
  if (name.kind === "dNSName") return name.text.toLowerCase() === text.toLowerCase();
  return name.kind === "iPAddress" && address !== null && equalBytes(address, name.bytes);
}

/** Zeros before a number of IPv4 are suffered. Read once for all names: many zeros take long, and there are many names. */
function looseAddress(text: string): Uint8Array | null {
  return parseIpAddress(text) ?? parseIpAddress(text.replace(/\b0+(?=\d+(\.|$))/g, ""));
}

function isBase(text: string, name: GeneralName): boolean {
  return name.kind === "dNSName" && wildcardBase(name.text)?.toLowerCase() === text.toLowerCase();
}

function isInternal(name: GeneralName): boolean {
  if (name.kind === "dNSName") return isInternalName(name.text);
  return name.kind === "iPAddress" && isReservedAddress(name.bytes);
}
