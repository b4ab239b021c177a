/** The verdict: what the steps and the findings come to. What is known to be bad outweighs what could not be seen. */
import type { Finding, Step, Verdict } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

export function verdictOf(input: RuleInput, findings: readonly Finding[]): Verdict {
  const judged = [
    byFindings(findings),
    isFallback(input.steps) ? byNative(input) : bySteps(input),
    unanswered(findings) === undefined ? "pass" : "unknown",
  ];
  return order.find((verdict) => judged.includes(verdict)) ?? "pass";
}

export const NOT_COMPARED = "expectation.not_compared";
export const PROFILE_NOT_COMPARED = "profile.not_compared";
export const THRESHOLDS_CONTRADICT = "expiry.thresholds_contradict";

/** The finding that what was asked cannot be answered, which is no fault of the target's. */
export function unanswered(findings: readonly Finding[]): Finding | undefined {
  return findings.find(({ id }) => unanswering.has(id));
}

const unanswering: ReadonlySet<string> = new Set([NOT_COMPARED, PROFILE_NOT_COMPARED, THRESHOLDS_CONTRADICT]);

/** The worst first, as for the command line's exit status. */
const order: readonly Verdict[] = ["fail", "unknown", "warn", "pass"];

/** Only the runtime's own handshake was possible, and it hides the steps. */
export function isFallback(steps: readonly Step[]): boolean {
  return steps.some(({ number, status }) => number !== null && status === "unobserved");
}

/** The steps that failed, but for a client certificate's being required where that is as it should be. */
export function failedSteps({ steps, expectClientCertificate }: RuleInput): Step[] {
  return steps.filter(({ status, error }) =>
    status === "fail" && !(expectClientCertificate && error?.code === "client_certificate_required")
  );
}

/** Whether the trouble is the target's: then it is an answer, not our being unable to check. */
export function isTargets(step: Step): boolean {
  return step.error?.fault !== "policy" && step.error?.fault !== "us";
}

function byFindings(findings: readonly Finding[]): Verdict {
  const severities = findings.map(({ severity }) => severity);
  if (severities.includes("critical") || severities.includes("high")) return "fail";
  return severities.includes("medium") ? "warn" : "pass";
}

function bySteps(input: RuleInput): Verdict {
  const failed = failedSteps(input);
  if (failed.some(isTargets)) return "fail";
  if (failed.length > 0) return "unknown";
  const statuses = input.steps.map(({ status }) => status);
  if (statuses.includes("warn")) return "warn";
  return statuses.includes("pass") ? "pass" : "unknown";
}

function byNative({ native }: RuleInput): Verdict {
  if (native?.outcome === "trusted") return "pass";
  return native?.outcome === "refused" ? "fail" : "unknown";
}
