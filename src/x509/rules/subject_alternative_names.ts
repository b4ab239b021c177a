/** The names themselves (RFC 5280 §4.2.1.6; CA/B BR §3.2.2.6, §7.1.2.7.12): syntax, wildcards, lengths. */
import { subjectAltName } from "../extension/mod.ts";
import type { GeneralName } from "../name/general_name.ts";
import { isMailbox } from "../name/mailbox.ts";
import { clip } from "../name/text.ts";
import { dnsNameFault, wildcardBase } from "../server_name/dns_name.ts";
import { parseIpAddress } from "../server_name/ip_address.ts";
import { isPublicSuffix } from "../server_name/public_suffix.ts";
import type { CertificateRule } from "./rule.ts";
import { mention, remedy, type Violation } from "./violation.ts";

export const subjectAlternativeNames: CertificateRule = (certificate, role) =>
  (certificate.extension(subjectAltName) ?? []).flatMap((name) => {
    const fault = faultOf(name);
    if (fault === null) return [];
    const [rule, code, breaks, what, reference] = fault;
    const message = `${mention(certificate, role)} ${what}`;
    return [{ rule, code, breaks, certificate, message, hint: remedy(role), reference }];
  });

type Fault = readonly [
  rule: string,
  code: Violation["code"],
  breaks: Violation["breaks"],
  what: string,
  reference: string,
];

function faultOf(name: GeneralName): Fault | null {
  switch (name.kind) {
    case "dNSName":
      return dnsFault(name.text);
    case "iPAddress":
      return name.bytes.length === 4 || name.bytes.length === 16 ? null : malformed(
        `has an iPAddress of ${name.bytes.length} octets, which is neither IPv4 nor IPv6`,
        "path",
      );
    case "rfc822Name":
      return isMailbox(name.text)
        ? null
        : malformed(`has the rfc822Name "${clip(name.text)}", which is no mailbox`);
    case "uniformResourceIdentifier":
      return /^[A-Za-z][A-Za-z0-9+.-]*:./.test(name.text)
        ? null
        : malformed(`has the uniformResourceIdentifier "${clip(name.text)}", which is no absolute URI`);
    default:
      return null;
  }
}

function dnsFault(text: string): Fault | null {
  const base = wildcardBase(text);
  if (parseIpAddress(text) !== null) {
    return profile(
      "address_as_dns_name",
      "rfc5280",
      `has the address "${clip(text)}" as a dNSName, where no client looks for one`,
    );
  }
  if (text.replace(/^\*\./, "").includes("*") || text === "*") {
    return profile(
      "wildcard_misplaced",
      "web",
      `has the dNSName "${clip(text)}", and a wildcard is a whole leftmost label before a domain`,
    );
  }
  const fault = dnsNameFault(base ?? text);
  if (fault !== null) {
    return profile("dns_name_syntax", "rfc5280", `has the dNSName "${clip(text)}", which ${fault}`);
  }
  if (base !== null && isPublicSuffix(base)) {
    return profile(
      "wildcard_over_public_suffix",
      "web",
      `has the dNSName "${clip(text)}", which would cover every registrant below "${base}"`,
    );
  }
  return null;
}

function profile(rule: string, breaks: "rfc5280" | "web", what: string): Fault {
  return [
    rule,
    "policy_violation",
    breaks,
    what,
    breaks === "web" ? "CA/B BR §3.2.2.6" : "RFC 5280 §4.2.1.6",
  ];
}

function malformed(what: string, breaks: "path" | "rfc5280" = "rfc5280"): Fault {
  return ["malformed_name", "malformed_certificate", breaks, what, "RFC 5280 §4.2.1.6"];
}
