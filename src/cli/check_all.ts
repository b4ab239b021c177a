/** Checks targets, as many at a time as was asked for, and tells of each as soon as its report is there. */
import { expectFrequentUse } from "../crypto/mod.ts";
import { type EarlierRun, openEarlierRun } from "./bulk/earlier_run.ts";
import { ReportsFile } from "./bulk/reports_file.ts";
import { Turns } from "./bulk/turns.ts";
import type { CheckCommand } from "./command.ts";
import { complain } from "./diagnostics.ts";
import { EarlierReports } from "./earlier_reports.ts";
import { badUsage } from "./exit_status.ts";
import type { TargetEntry } from "./inputs.ts";
import type { Io } from "./io.ts";
import { outcomeOf } from "./outcome.ts";
import { Progress } from "./progress.ts";
import { Results } from "./results.ts";

/** From here on it pays to load what makes each check cheaper. */
const MANY = 30;

/** Resolves to the exit status. Rejects with UsageError before anything is checked, and with OutputError. */
export async function checkAll(
  entries: readonly TargetEntry[],
  command: CheckCommand,
  io: Io,
): Promise<number> {
  const { files, allAddresses, resume, diff } = command;
  const several = entries.length > 1 || files.length > 0 || allAddresses || resume !== null;
  const earlier = resume === null ? null : await openEarlierRun(resume, command, io);
  const before = diff === null ? null : await EarlierReports.read(diff, io);
  using file = await ReportsFile.open(command, earlier, io);
  await io.openNoMore();
  if (entries.length >= MANY) expectFrequentUse();
  const results = new Results(command, several, file, before, io);
  const left = earlier === null ? entries : await leftOver(entries, earlier, results, command, io);

  // One check alone is nothing that could be gone on with.
  const interruption = several ? io.interruptible() : new AbortController().signal;
  const run = new Run(left, command, several, file, results, interruption, io);
  try {
    await run.work();
  } finally {
    await results.end(entries.length);
  }
  const missing = left.length - run.done;
  if (missing === 0) return results.status;
  if (interruption.aborted) return await interrupted(missing, entries.length, interruption, command, io);
  return await unread(missing, entries.length, io);
}

class Run {
  /** Targets that were told of. */
  done = 0;
  readonly #failure = new AbortController();
  readonly #ends: AbortSignal;
  readonly #turns: Turns<TargetEntry>;

  constructor(
    readonly entries: readonly TargetEntry[],
    readonly command: CheckCommand,
    readonly several: boolean,
    readonly file: ReportsFile | null,
    readonly results: Results,
    interruption: AbortSignal,
    readonly io: Io,
  ) {
    this.#ends = AbortSignal.any([interruption, this.#failure.signal]);
    const placesOf = async ({ target }: TargetEntry) =>
      entries.length > 1 ? await io.placesOf(target, command.options) : [];
    this.#turns = new Turns(entries, placesOf, this.#ends);
  }

  /** Until nothing is left, nobody reads, or nothing can be written: then rejects with OutputError. */
  async work(): Promise<void> {
    await using progress = new Progress(this.io.stderr, this.entries.length);
    const count = Math.min(this.command.concurrency, this.entries.length);
    const workers = Array.from({ length: count }, () => this.#checkSome(progress));
    for (const worker of workers) worker.catch(() => this.#failure.abort());
    const failed = (await Promise.allSettled(workers)).find(({ status }) => status === "rejected");
    if (failed !== undefined) throw (failed as PromiseRejectedResult).reason;
  }

  async #checkSome(progress: Progress): Promise<void> {
    for (let turn = await this.#turns.next(); turn !== null; turn = await this.#turns.next()) {
      const status = await this.#check(turn.item, turn.end, progress);
      if (status === null) return;
      progress.finished(status);
      this.done++;
    }
  }

  /** `null` when it is time to stop. */
  async #check({ target, origin }: TargetEntry, end: () => void, progress: Progress): Promise<number | null> {
    const { command, several, io, results } = this;
    const options = several ? { ...command.options, signal: this.#ends } : command.options;
    const outcome = await outcomeOf(target, command, options, progress, io);
    end();
    // What is said of a check that was cut short is not about its target.
    if (this.#ends.aborted || this.#isUnread) return null;
    const status = await progress.aside(async () => {
      if (!("hint" in outcome)) return await results.add(target, outcome);
      await complain(io.stderr, outcome.message, outcome.hint, several ? origin ?? target : undefined);
      return await results.miss(target, outcome);
    });
    return several && this.#isUnread ? null : status;
  }

  get #isUnread(): boolean {
    return !this.results.isRead && this.file === null;
  }
}

/** Those whose reports are not there yet; the others count as they are. */
async function leftOver(
  entries: readonly TargetEntry[],
  earlier: EarlierRun,
  results: Results,
  { resume }: CheckCommand,
  io: Io,
): Promise<readonly TargetEntry[]> {
  const left = entries.filter(({ target }) => {
    const told = earlier.take(target);
    if (told !== null) results.recall(target, told.verdict, told.summary);
    return told === null;
  });
  const torn = earlier.isTorn ? "; its last line is cut short and does not count" : "";
  await complain(
    io.stderr,
    `${entries.length - left.length} of ${entries.length} targets are in ${
      JSON.stringify(resume)
    } already${torn}`,
    null,
  );
  return left;
}

async function interrupted(
  missing: number,
  total: number,
  interruption: AbortSignal,
  { output, resume, format }: CheckCommand,
  io: Io,
): Promise<number> {
  const file = output ?? (format === "json" ? null : resume);
  const hint = file === null
    ? "What is kept in a file, by --output, can be gone on with by --resume"
    : `The same command with --resume ${file} goes on`;
  await complain(io.stderr, `Interrupted: ${missing} of ${total} targets are not checked`, hint);
  return interruption.reason;
}

async function unread(missing: number, total: number, io: Io): Promise<number> {
  await complain(
    io.stderr,
    `Nobody reads standard output any more: ${missing} of ${total} targets are not checked`,
    "Keep the reports in a file, by --output",
  );
  return badUsage;
}
