/** version and serialNumber (RFC 5280 §4.1.2.1, §4.1.2.2). */
import type { CertificateRule } from "./rule.ts";
import { mention, remedy, type Violation } from "./violation.ts";

export const versionAndSerialNumber: CertificateRule = (certificate, role) => {
  const { version, serialNumber } = certificate;
  const violations: Violation[] = [];
  const add = (rule: string, breaks: Violation["breaks"], what: string, reference: string) =>
    violations.push({
      rule,
      code: "policy_violation",
      breaks,
      certificate,
      message: `${mention(certificate, role)} ${what}`,
      hint: remedy(role),
      reference,
    });

  if (version !== 3) {
    add(
      "version",
      "rfc5280",
      `is of version ${version}, which has no extensions; it must be 3`,
      "RFC 5280 §4.1.2.1",
    );
  }
  if (serialNumber[0]! >= 0x80) {
    add("serial_negative", "rfc5280", "has a negative serial number", "RFC 5280 §4.1.2.2");
  } else if (serialNumber.every((octet) => octet === 0)) {
    // Roots of Mozilla's store have it; an anchor's serial number serves nothing.
    const breaks = role === "anchor" ? "advice" : "rfc5280";
    add("serial_zero", breaks, "has the serial number 0, which is not positive", "RFC 5280 §4.1.2.2");
  } else if (serialNumber.length > MAXIMUM_OCTETS) {
    const what = `has a serial number of ${serialNumber.length} octets, more than ${MAXIMUM_OCTETS}`;
    add("serial_too_long", "rfc5280", what, "RFC 5280 §4.1.2.2");
  }
  return violations;
};

const MAXIMUM_OCTETS = 20;
