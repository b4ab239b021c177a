/** A whole check of a server that means no good, over TCP, and what must hold whatever it does. */
import assert from "node:assert/strict";
import { check, type CheckOptions } from "../../src/check.ts";
import type { Report, StepId } from "../../src/report/mod.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { type ServerScript, serveScript } from "../support/scripted_server.ts";
import { listen, type Talk } from "../support/scripted_server_tcp.ts";

const SECONDS = 2;
/** What a check may take beyond its deadline: judging, and writing the report. */
const GRACE_MS = 3000;
/** Everything a check keeps, with room for the garbage that it makes; of this isolate alone. */
const MAXIMUM_GROWTH = 96 * 1024 * 1024;

export interface Attacked {
  readonly report: Report;
  readonly milliseconds: number;
  readonly connections: number;
}

export const scripted = (script: Partial<ServerScript>): Talk => (stream) => serveScript(stream, script);

export async function attack(talk: Talk, options: CheckOptions = {}): Promise<Attacked> {
  const server = listen(talk);
  const before = memoryInUse();
  const startedMs = performance.now();
  try {
    const report = await check(denoRuntime(), `127.0.0.1:${server.port}`, {
      noNative: true,
      timeout: SECONDS,
      ...options,
    });
    const milliseconds = performance.now() - startedMs;
    reportSchema.parse(report);
    assert(milliseconds < (options.timeout ?? SECONDS) * 1000 + GRACE_MS, `it took ${milliseconds} ms`);
    assert(await server.allClosed(), "no socket is left open");
    const growth = memoryInUse() - before;
    assert(growth < MAXIMUM_GROWTH, `memory grew by ${growth} octets`);
    return { report, milliseconds, connections: server.accepted };
  } finally {
    await server.stop();
  }
}

/** The first step that failed, and how; the steps behind it did not happen. */
export function assertFailed(report: Report, id: StepId, code: string, fault = "peer"): void {
  const failed = report.steps.find(({ status }) => status === "fail");
  const { error } = failed ?? {};
  assert.deepEqual(
    { id: failed?.id, code: error?.code, fault: error?.fault },
    { id, code, fault },
    error?.message,
  );
  assert.equal(report.verdict, "fail");
}

/** Every step of the handshake keeps its proof, and step 9 ends in this way; `null`: it is proven too. */
export function assertEnds(report: Report, ...codes: readonly (string | null)[]): void {
  const { status, error } = report.steps.at(-1)!;
  assert.equal(status, error === null ? "pass" : "fail");
  assert(codes.includes(error?.code ?? null), `${error?.code}: ${error?.message}`);
  for (const id of ["server_hello", "premaster_secret", "private_key", "session_keys", "server_finished"]) {
    assert.equal(report.steps.find((step) => step.id === id)!.status, "pass", id);
  }
}

function memoryInUse(): number {
  const { heapUsed, external } = Deno.memoryUsage();
  return heapUsed + external;
}
