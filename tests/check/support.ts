/** One check in memory through each of the three doors: the function, the command and the API. */
import assert from "node:assert/strict";
import { createApp } from "../../routes/app.ts";
import { ownTerms } from "../../routes/terms.ts";
import { check, type CheckEvent, checkEvents, type CheckOptions } from "../../src/check.ts";
import type { Io, Output } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";
import type { Runtime } from "../../src/net/mod.ts";
import type { Report, Step, StepId } from "../../src/report/mod.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { bareIo } from "../cli/support.ts";
import { scriptedAuthority, serverName } from "../support/scripted_server/certificates.ts";

/** What scripted servers are checked as. */
export const target = serverName;

/** Trusts the scripted servers' authority, and waits no longer than a test should. */
export async function scriptedOptions(options: CheckOptions = {}): Promise<CheckOptions> {
  return { anchors: [(await scriptedAuthority()).pem], timeout: 5, ...options };
}

/** Checks in memory, and holds the report against the contract. */
export async function checkHere(
  runtime: Runtime,
  options: CheckOptions = {},
  input: string = target,
): Promise<Report> {
  const report = await check(runtime, input, await scriptedOptions(options));
  assertContract(report);
  return report;
}

/** What every report has, whatever was checked. */
export function assertContract(report: unknown): asserts report is Report {
  const { steps, messages, findings, attempts, verdict, summary } = reportSchema.strict().parse(report);
  assert.deepEqual(steps.map(({ number }) => number), [null, null, null, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const { status, error, id } of steps) {
    if (status === "fail") assert.ok(error, `${id} failed, and says why`);
    if (status === "pass") assert.equal(error, null, `${id} passed`);
  }
  for (const index of steps.flatMap(({ messages }) => messages)) assert.ok(index < messages.length);
  assert.match(summary, /^\S[^\n]*[^.\s]$/u);
  assert.equal(summary.startsWith("Could not check"), verdict === "unknown");
  assert.equal(new Set(findings.map(({ id }) => id)).size, findings.length, "no finding is there twice");
  if (attempts.length > 0) assert.equal(attempts[0]!.variation, "ordinary");
}

export function stepOf(report: Report, id: StepId): Step {
  return report.steps.find((step) => step.id === id)!;
}

/** The value of a step's fact; `null` when it is not there. */
export function factOf(report: Report, id: StepId, name: string): string | null {
  return stepOf(report, id).facts.find((fact) => fact.name === name)?.value ?? null;
}

export function statuses(report: Report): string {
  return report.steps.map(({ status }) => status).join(" ");
}

export async function eventsOf(
  runtime: Runtime,
  options: CheckOptions = {},
  input: string = target,
): Promise<CheckEvent[]> {
  return await Array.fromAsync(checkEvents(runtime, input, await scriptedOptions(options)));
}

/** The report on stdout, and the exit status. */
export async function throughCommand(
  runtime: Runtime,
  args: readonly string[],
  input: string = target,
): Promise<{ readonly status: number; readonly report: Report }> {
  const stdout = captured();
  const stderr = captured();
  const { pem } = await scriptedAuthority();
  const io: Io = {
    ...bareIo,
    stdout,
    stderr,
    readFile: () => Promise.resolve(pem),
    check: (target, options) => checkEvents(runtime, target, options),
  };
  const status = await run(["--json", "--ca-file", "ca.pem", ...args, input], io);
  assert.equal(stderr.text(), "");
  const report: unknown = JSON.parse(stdout.text());
  assertContract(report);
  return { status, report };
}

/** The API's answer, which is 200 for every target that can be checked. */
export async function throughApi(
  runtime: Runtime,
  parameters: Readonly<Record<string, string>>,
  options: CheckOptions = {},
  input: string = target,
): Promise<Report> {
  const app = createApp(runtime, { defaults: await scriptedOptions(options), termsFor: () => ownTerms });
  const response = await app.request(
    `/api/v1/check?${new URLSearchParams({ target: input, ...parameters })}`,
  );
  assert.equal(response.status, 200);
  const report: unknown = await response.json();
  assertContract(report);
  return report;
}

function captured(): Output & { text(): string } {
  let written = "";
  return {
    isTerminal: false,
    columns: null,
    write(text) {
      written += text;
      return Promise.resolve(true);
    },
    text: () => written,
  };
}
