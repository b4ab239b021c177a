/** version and serialNumber (RFC 5280 §4.1.2.1, §4.1.2.2). */
import { MAXIMUM_SERIAL_OCTETS } from "../certificate/certificate.ts";
import type { CertificateRule } from "./rule.ts";
import { mention, remedy, type Violation } from "./violation.ts";

export const versionAndSerialNumber: CertificateRule = (certificate, role) => {
  const { version, serialNumber } = certificate;
  const violations: Violation[] = [];
  const add = (rule: string, breaks: Violation["breaks"], what: string, reference: string, how?: string) =>
    violations.push({
      rule,
      code: "policy_violation",
      breaks,
      certificate,
      message: `${mention(certificate, role)} ${what}`,
      hint: remedy(role, how),
      reference,
    });

  if (version !== 3) {
    add(
      "version",
      "rfc5280",
      `is of version ${version}, which has no extensions; it must be 3`,
      "RFC 5280 §4.1.2.1",
      "in version 3",
    );
  }
  if (serialNumber[0]! >= 0x80) {
    add("serial_negative", "rfc5280", "has a negative serial number", SERIAL_NUMBER, POSITIVE);
  } else if (serialNumber.every((octet) => octet === 0)) {
    // Roots of Mozilla's store have it; an anchor's serial number serves nothing.
    const breaks = role === "anchor" ? "advice" : "rfc5280";
    add("serial_zero", breaks, "has the serial number 0, which is not positive", SERIAL_NUMBER, POSITIVE);
  } else if (serialNumber.length > MAXIMUM_SERIAL_OCTETS) {
    const what = `has a serial number of ${serialNumber.length} octets, more than ${MAXIMUM_SERIAL_OCTETS}`;
    add(
      "serial_too_long",
      "rfc5280",
      what,
      SERIAL_NUMBER,
      `with a serial number of at most ${MAXIMUM_SERIAL_OCTETS} octets`,
    );
  }
  return violations;
};

const SERIAL_NUMBER = "RFC 5280 §4.1.2.2";
const POSITIVE = "with a positive serial number";
