/** Facts to findings: each rule is one file here and one line in this table. */
import { type Finding, severities, type Verdict } from "../report/mod.ts";
import { certificateProfile } from "./certificate_profile.ts";
import { chainErrors } from "./chain_errors.ts";
import { contradictingThresholds } from "./contradicting_thresholds.ts";
import { deepFindings } from "./deep/mod.ts";
import { duplicateCertificates } from "./duplicate_certificates.ts";
import { expectations } from "./expectation/mod.ts";
import { expiresSoon } from "./expires_soon.ts";
import { incompleteChain } from "./incomplete_chain.ts";
import { intolerance } from "./intolerance.ts";
import { mustStapleUnkept } from "./must_staple.ts";
import { keyMayNotSign } from "./key_may_not_sign.ts";
import { nativeDisagrees } from "./native_disagrees.ts";
import { noForwardSecrecy } from "./no_forward_secrecy.ts";
import { profileUnmet } from "./profile_unmet.ts";
import { outdatedProtocolVersion } from "./outdated_protocol_version.ts";
import { renewalInfo } from "./renewal_info.ts";
import { revocationUnanswered } from "./revocation_unanswered.ts";
import { rootSent } from "./root_sent.ts";
import type { Rule, RuleInput } from "./rule.ts";
import { signedCertificateTimestamps } from "./signed_certificate_timestamps.ts";
import { smallPrime } from "./small_prime.ts";
import { stapledOcsp } from "./stapled_ocsp.ts";
import { starttlsInjection } from "./starttls_injection.ts";
import { summaryOf } from "./summary.ts";
import { superfluousCertificates } from "./superfluous_certificates.ts";
import { unreadableCertificates } from "./unreadable_certificates.ts";
import { unrecognizedName } from "./unrecognized_name.ts";
import { verdictOf } from "./verdict.ts";
import { weakCipherSuite } from "./weak_cipher_suite.ts";
import { wrongOrder } from "./wrong_order.ts";

export { attacks } from "./deep/attacks/mod.ts";
export { type Expectations, noExpectations } from "./expectation/expectation.ts";
export { gradeOf } from "./grade/mod.ts";
export { judgeProfile, type ProfileInput, profiles } from "./profiles/mod.ts";
export { expirySchedule } from "./expiry_schedule.ts";
export { defaultThresholds, type ExpiryThresholds, parseThresholds } from "./expiry_threshold.ts";
export type { BrokenRule, Rule, RuleInput } from "./rule.ts";

/** Where two rules report the same id, the first one's words are kept. */
export const rules: readonly Rule[] = [
  expiresSoon,
  contradictingThresholds,
  renewalInfo,
  incompleteChain,
  chainErrors,
  stapledOcsp,
  mustStapleUnkept,
  revocationUnanswered,
  wrongOrder,
  unreadableCertificates,
  superfluousCertificates,
  duplicateCertificates,
  rootSent,
  expectations,
  profileUnmet,
  deepFindings,
  outdatedProtocolVersion,
  weakCipherSuite,
  smallPrime,
  noForwardSecrecy,
  intolerance,
  unrecognizedName,
  starttlsInjection,
  keyMayNotSign,
  nativeDisagrees,
  certificateProfile,
  signedCertificateTimestamps,
];

export interface Judgement {
  /** The worst first. */
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
  readonly summary: string;
}

/** What the facts of one check come to. */
export function judge(input: RuleInput): Judgement {
  const byId = new Map<string, Finding>();
  for (const finding of rules.flatMap((rule) => rule(input))) {
    if (!byId.has(finding.id)) byId.set(finding.id, finding);
  }
  const findings = [...byId.values()].sort((a, b) => rank(b) - rank(a));
  const verdict = verdictOf(input, findings);
  return { findings, verdict, summary: summaryOf(input, findings, verdict) };
}

function rank({ severity }: Finding): number {
  return severities.indexOf(severity);
}
