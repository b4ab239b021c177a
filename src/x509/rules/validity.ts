/** Validity (RFC 5280 §4.1.2.5, §6.1.3 (a)(2)): inclusive at both ends, counted in whole seconds. */
import type { ParsedCertificate } from "../certificate/certificate.ts";
import type { CertificateRule } from "./rule.ts";
import { mention, type Role, type Violation } from "./violation.ts";

export const validity: CertificateRule = (certificate, role, { now }) => {
  const { notBefore, notAfter } = certificate.validity;
  if (notBefore === null || notAfter === null) return []; // the encoding rule refuses it
  // Certificates count seconds, so the moment is the second that it lies in.
  const moment = Math.floor(now.getTime() / 1000) * 1000;
  if (moment > notAfter.getTime()) return [expired(certificate, role, notAfter, moment)];
  if (moment < notBefore.getTime()) return [notYetValid(certificate, role, notBefore, moment)];
  return [];
};

function expired(certificate: ParsedCertificate, role: Role, notAfter: Date, moment: number): Violation {
  return {
    rule: "expired",
    code: "expired",
    breaks: "path",
    certificate,
    message: `${mention(certificate, role)} expired ${duration(moment - notAfter.getTime())} ago, on ${
      day(notAfter)
    }`,
    hint: role === "leaf"
      ? "Renew the certificate, install it, and reload the server; then see why the renewal did not run"
      : role === "intermediate"
      ? "Install the issuer's current intermediate in place of the expired one"
      : "Serve a chain to a root that is still valid",
    reference: "RFC 5280 §4.1.2.5",
  };
}

function notYetValid(certificate: ParsedCertificate, role: Role, notBefore: Date, moment: number): Violation {
  const wait = duration(notBefore.getTime() - moment);
  return {
    rule: "not_yet_valid",
    code: "not_yet_valid",
    breaks: "path",
    certificate,
    message: `${mention(certificate, role)} is not valid before ${day(notBefore)}, ${wait} from now`,
    hint: "Use the former certificate until then, and check the clock of whoever issued this one",
    reference: "RFC 5280 §4.1.2.5",
  };
}

/** The largest unit that fits, in whole numbers. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(Math.floor(milliseconds / 1000), 1);
  const [size, unit] = UNITS.find(([size]) => seconds >= size)!;
  const count = Math.floor(seconds / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

const UNITS: readonly (readonly [number, string])[] = [[86_400, "day"], [3_600, "hour"], [60, "minute"], [
  1,
  "second",
]];

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
