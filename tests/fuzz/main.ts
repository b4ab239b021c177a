/**
 * `deno task fuzz [--cases 10000] [--seed 1] [--jobs 2]`: servers that go wrong in every way, against the whole check.
 * A case that fails names its seed; `--seed <it> --cases 1` runs it again.
 */
import { parseArgs } from "node:util";
import { runCase } from "./run_case.ts";
import { count, emptyTally, merge, table, type Tally } from "./tally.ts";

const { values } = parseArgs({
  args: Deno.args,
  options: {
    cases: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    jobs: { type: "string", default: "1" },
    // Set by ourselves: the result goes to our parent as JSON.
    child: { type: "boolean", default: false },
  },
});
const cases = Number(values.cases);
const seed = Number(values.seed);
const jobs = Number(values.jobs);
/** A case waits now and then, so several go on at once. */
const CONCURRENCY = 16;

const { tally, failures } = jobs > 1 ? await inJobs() : await run();
if (values.child) console.log(JSON.stringify({ tally, failures }));
else {
  console.log(table(tally));
  for (const { seed, message } of failures.slice(0, 20)) console.log(`seed ${seed}: ${message}`);
  console.log(`${tally.cases} passed, ${failures.length} failed`);
}
Deno.exit(failures.length === 0 ? 0 : 1);

interface Result {
  readonly tally: Tally;
  readonly failures: { readonly seed: number; readonly message: string }[];
}

async function run(): Promise<Result> {
  const result: Result = { tally: emptyTally(), failures: [] };
  let next = seed;
  const worker = async () => {
    while (next < seed + cases) {
      const own = next++;
      try {
        count(result.tally, await runCase(own));
      } catch (error) {
        result.failures.push({
          seed: own,
          message: error instanceof Error ? error.stack ?? error.message : String(error),
        });
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return result;
}

async function inJobs(): Promise<Result> {
  const share = Math.ceil(cases / jobs);
  const parts = await Promise.all(Array.from({ length: jobs }, (_, index) => {
    const own = Math.min(share, cases - index * share);
    return spawn(["--child", "--cases", String(own), "--seed", String(seed + index * share)]);
  }));
  const whole: Result = { tally: emptyTally(), failures: [] };
  for (const { tally, failures } of parts) {
    merge(whole.tally, tally);
    whole.failures.push(...failures);
  }
  return whole;
}

async function spawn(args: string[]): Promise<Result> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", import.meta.filename!, ...args],
    stderr: "inherit",
  }).output();
  const text = new TextDecoder().decode(stdout);
  if (!success && text === "") throw new Error("A job ended without a result");
  return JSON.parse(text);
}
