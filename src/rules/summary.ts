/** The report in one sentence that a person can act on: what is wrong and where, or what was found to be good. */
import type { CodePoint } from "../registry/mod.ts";
import type { Certificate, Finding, Step, Verdict } from "../report/mod.ts";
import { inWords } from "./duration.ts";
import { lowerFirst } from "./lower_first.ts";
import type { RuleInput } from "./rule.ts";
import { failedSteps, isFallback, isTargets, unanswered } from "./verdict.ts";

/** `findings`: the worst first. */
export function summaryOf(input: RuleInput, findings: readonly Finding[], verdict: Verdict): string {
  const [worst] = findings;
  switch (verdict) {
    case "pass":
      return isFallback(input.steps) ? byNative(input) : healthy(input);
    case "warn":
      return worst?.severity === "medium"
        ? worded(worst)
        : `${healthy(input)}; but see the steps that are marked`;
    case "unknown":
      return `Could not check: ${lowerFirst(obstacle(input, findings))}`;
    case "fail":
      return failure(input, worst);
  }
}

function healthy(input: RuleInput): string {
  const { connection, steps } = input;
  if (connection === null) return "The server answered as it should";
  const { protocol_version, named_group, cipher_suite } = connection;
  const channel = `${show(protocol_version)} with ${show(named_group ?? cipher_suite)}`;
  const wantsCertificate = steps.some(({ error }) => error?.code === "client_certificate_required");
  const expected = wantsCertificate ? "; a client certificate is required, as expected" : "";
  return `${channel}; ${validity(input)}${expected}`;
}

function validity({ certificates, now }: RuleInput): string {
  const leaf: Certificate | undefined = certificates[0];
  if (leaf === undefined || leaf.not_after === null) return "the certificate is trusted";
  return `the certificate is trusted and valid for another ${
    inWords(Date.parse(leaf.not_after) - now.getTime())
  }`;
}

function failure(input: RuleInput, worst: Finding | undefined): string {
  const step = failedSteps(input).find(isTargets);
  // What the findings say of the certificate is more than that its step failed.
  const told = worst !== undefined && (step === undefined || worst.evidence.includes(step.id));
  if (told) return worded(worst);
  if (step !== undefined) return stepFailure(step);
  return byNative(input);
}

function worded({ title, detail }: Finding): string {
  return `${title}: ${lowerFirst(detail)}`;
}

function stepFailure({ number, title, error }: Step): string {
  const message = error?.message ?? "failed without a word";
  return number === null ? message : `Step ${number}, ${title}: ${lowerFirst(message)}`;
}

function obstacle(input: RuleInput, findings: readonly Finding[]): string {
  const [step] = failedSteps(input);
  const hidden = isFallback(input.steps);
  if (step?.error !== undefined && step.error !== null && !hidden) return step.error.message;
  const error = hidden ? input.native?.error : null;
  return error ?? unanswered(findings)?.detail ?? "nothing could be observed from here";
}

function byNative({ native }: RuleInput): string {
  if (native === null) return "The handshake did not complete";
  return native.outcome === "trusted"
    ? `${native.api} completed its handshake and trusts the server; the steps themselves cannot be observed from here`
    : `${native.api} refuses the server: ${native.error ?? "it gives no reason"}`;
}

function show({ name, hex }: CodePoint): string {
  return name ?? hex;
}
