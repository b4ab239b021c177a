/**
 * `deno task test:load [--seconds <n>] [--clients <n>]`: many clients at once ask the service to check a TLS server,
 * then one that stays silent. Every answer must be a report, or 429 or 503 with Retry-After; and when it is over, the
 * service must hold no more sockets than before, and not much more memory. Exit status 0 when all of that is so.
 */
import { parseArgs } from "node:util";
import { type Child, startService, startTargets } from "./child.ts";
import { ask, type Outcome } from "./client.ts";
import { latencyRow, latencyTitles, table } from "./table.ts";

const { values } = parseArgs({
  args: Deno.args,
  options: { seconds: { type: "string", default: "60" }, clients: { type: "string", default: "200" } },
});
const seconds = Number(values.seconds);
const clients = Number(values.clients);

const WARM_UP_SECONDS = 5;
/** For what still runs to end, and for the collector of garbage to come by. */
const REST_MS = 4_000;
/** A heap that grows to its working size is no leak. */
const GROWTH_ALLOWED = { factor: 1.5, bytes: 64 * 2 ** 20 };

interface Phase {
  readonly name: string;
  /** For client `index`; no two are identical, which would be one check. */
  readonly query: (index: number) => string;
  /** What the report of this target says. */
  readonly expected: RegExp;
}

const targets = await startTargets();
const service = await startService();
const problems: string[] = [];
try {
  const [tls, silent] = targets.ports as [number, number];
  const phases: Phase[] = [
    {
      name: "TLS server",
      query: (index) => `target=localhost:${tls}&timeout=${distinct(10, index)}`,
      expected: /"id":"secure_channel","title":"[^"]*","status":"pass"/,
    },
    {
      name: "silent server",
      query: (index) => `target=localhost:${silent}&native=0&timeout=${distinct(1, index)}`,
      expected: /"verdict":"fail"/,
    },
  ];
  const rows: string[][] = [];
  for (const phase of phases) {
    await run(phase, WARM_UP_SECONDS);
    const before = await measure(service);
    const outcomes = await run(phase, seconds);
    const after = await measure(service);
    judge(phase, outcomes, before, after);
    rows.push(row(phase, outcomes, before, after));
  }
  console.log(`\n${clients} clients at once, ${seconds} s each, Deno ${Deno.version.deno}\n`);
  console.log(table(["target", ...latencyTitles, "429", "503", "other", "memory", "sockets"], rows));
} finally {
  const { code } = await service.stop();
  if (code !== 0) problems.push(`the service ended with status ${code}`);
  await targets.stop();
}
for (const problem of problems) console.error(`load: ${problem}`);
Deno.exit(problems.length === 0 ? 0 : 1);

/** Seconds and thousandths, another for each client. */
function distinct(seconds: number, index: number): string {
  return `${seconds}.${String(index % 1000).padStart(3, "0")}`;
}

/** Every client asks again as soon as it has its answer, or after the pause that it was told to make. */
async function run({ query, expected }: Phase, forSeconds: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const endsAt = performance.now() + forSeconds * 1000;
  await Promise.all(Array.from({ length: clients }, async (_, index) => {
    while (performance.now() < endsAt) {
      const outcome = await ask(service.ports[0]!, `/api/v1/check?${query(index)}`, expected);
      outcomes.push(outcome);
      if (outcome.retryAfterMs !== null) await sleep(Math.min(outcome.retryAfterMs, 1000));
    }
  }));
  return outcomes;
}

interface Measure {
  readonly memoryBytes: number;
  readonly sockets: number;
}

async function measure(child: Child): Promise<Measure> {
  await sleep(REST_MS);
  return { memoryBytes: await child.memoryBytes(), sockets: await child.openSockets() };
}

function judge({ name }: Phase, outcomes: readonly Outcome[], before: Measure, after: Measure): void {
  const others = outcomes.filter(({ problem }) => problem !== null);
  for (const problem of new Set(others.slice(0, 100).map(({ problem }) => problem))) {
    problems.push(`${name}: ${problem}`);
  }
  if (!outcomes.some(({ status }) => status === 200)) problems.push(`${name}: no check went through`);
  if (after.sockets > before.sockets) {
    problems.push(`${name}: ${before.sockets} sockets before, ${after.sockets} after`);
  }
  if (after.memoryBytes > GROWTH_ALLOWED.factor * before.memoryBytes + GROWTH_ALLOWED.bytes) {
    problems.push(`${name}: ${mebibytes(before)} before, ${mebibytes(after)} after`);
  }
}

function row({ name }: Phase, outcomes: readonly Outcome[], before: Measure, after: Measure): string[] {
  const count = (status: number) => String(outcomes.filter((outcome) => outcome.status === status).length);
  return [
    name,
    ...latencyRow(outcomes.filter(({ status }) => status === 200).map(({ tookMs }) => tookMs)),
    count(429),
    count(503),
    String(outcomes.filter(({ problem }) => problem !== null).length),
    `${mebibytes(before)} → ${mebibytes(after)}`,
    `${before.sockets} → ${after.sockets}`,
  ];
}

function mebibytes({ memoryBytes }: Measure): string {
  return `${Math.round(memoryBytes / 2 ** 20)} MiB`;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
