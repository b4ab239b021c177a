/** How long a server's certificate may live, by the day it was issued (CA/B BR §6.3.2). */
import type { CertificateRule } from "./rule.ts";

export const lifetime: CertificateRule = (certificate, role) => {
  const { notBefore, notAfter } = certificate.validity;
  if (role !== "leaf" || notBefore === null || notAfter === null) return [];
  const limit = SCHEDULE.findLast(({ from }) => notBefore.getTime() >= Date.parse(from));
  // CA/B BR §6.3.2: both ends belong to the validity period
  const days = (notAfter.getTime() - notBefore.getTime() + 1000) / MILLISECONDS_A_DAY;
  if (limit === undefined || days <= limit.days) return [];
  return [{
    rule: "lifetime",
    code: "policy_violation",
    breaks: "advice",
    certificate,
    message: `The certificate is valid for ${
      Math.ceil(days)
    } days, and public ones issued from ${limit.from} on may be for ${limit.days}`,
    hint: "Renew it for a shorter time, and let a program do the renewing",
    reference: "CA/B BR §6.3.2",
  }];
};

/** Issued on or after the day: at most so many days. */
const SCHEDULE: readonly { readonly from: string; readonly days: number }[] = [
  { from: "2018-03-01", days: 825 },
  { from: "2020-09-01", days: 398 },
  { from: "2026-03-15", days: 200 },
  { from: "2027-03-15", days: 100 },
  { from: "2029-03-15", days: 47 },
];
const MILLISECONDS_A_DAY = 86_400_000;
