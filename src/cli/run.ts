/** The command: reads the arguments, checks the targets, prints, and says how it went by its exit status. */
import { OptionError } from "../check_options.ts";
import { type FormatOptions, formatPrometheusTogether, formats } from "../formats/mod.ts";
import { type Report, type Verdict, verdicts } from "../report/mod.ts";
import { parseArguments } from "./arguments.ts";
import type { CheckCommand } from "./command.ts";
import { complain } from "./diagnostics.ts";
import { fileName, readAnchors, readCtLogs, readTargets, type TargetEntry } from "./inputs.ts";
import { EvidenceFiles } from "./evidence_files.ts";
import type { Io } from "./io.ts";
import { Progress } from "./progress.ts";
import { synopsis, usage } from "./usage.ts";
import { UsageError } from "./usage_error.ts";

const exitStatuses: Readonly<Record<Verdict, number>> = { pass: 0, warn: 1, fail: 2, unknown: 3 };

/** Bad usage counts as "could not check". */
const badUsage = exitStatuses.unknown;

/** Resolves to the exit status. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(args);
  switch (parsed.kind) {
    case "help":
      await io.stdout.write(usage());
      return 0;
    case "version":
      await io.stdout.write(`${io.version}\n`);
      return 0;
    case "refused":
      await complain(io.stderr, parsed.message, parsed.hint);
      return badUsage;
    case "check":
      return await prepareAndCheck(parsed.command, io);
  }
}

async function prepareAndCheck(command: CheckCommand, io: Io): Promise<number> {
  if (command.targets.length === 0 && command.files.length === 0) {
    await complain(io.stderr, "No target is given", null);
    await io.stderr.write(`${synopsis}\nhint: deno task check example.com, or deno task check --help\n`);
    return badUsage;
  }
  try {
    const anchors = await readAnchors(command, io);
    const ctLogs = await readCtLogs(command, io);
    const entries = await readTargets(command, io);
    const evidence = await EvidenceFiles.open(command, io);
    await io.openNoMore();
    const options = {
      ...command.options,
      ...(anchors.length === 0 ? {} : { anchors, anchorsName: command.caFiles.map(fileName).join(" and ") }),
      ...(ctLogs === null ? {} : { ctLogs }),
      ...evidence.options,
    };
    const status = await checkAll(entries, { ...command, options }, io);
    return await evidence.close() ? status : worst([status, badUsage]);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await complain(io.stderr, error.message, error.hint);
    return badUsage;
  }
}

/** As many at a time as was asked for; each report is printed when it is there. */
async function checkAll(entries: readonly TargetEntry[], command: CheckCommand, io: Io): Promise<number> {
  const several = entries.length > 1 || command.files.length > 0;
  const format = formatOptions(command, several, io);
  const statuses: number[] = [];
  const tally = new Map<Verdict, number>();
  // One page of metrics for all: its samples cannot come target by target.
  const together: Report[] | null = several && command.format === "prometheus" ? [] : null;
  let isRead = true;
  await using progress = new Progress(io.stderr, entries.length);

  async function checkOne(entry: TargetEntry): Promise<void> {
    const report = await reportOn(entry, command, several, progress, io);
    statuses.push(report === null ? badUsage : exitStatuses[report.verdict]);
    if (report === null) return;
    tally.set(report.verdict, (tally.get(report.verdict) ?? 0) + 1);
    if (together !== null) return void together.push(report);
    await progress.erase();
    isRead = await io.stdout.write(formats[command.format](report, format)) && isRead;
  }

  const queue = entries.values();
  const workers = Array.from({ length: Math.min(command.concurrency, entries.length) }, async () => {
    for (const entry of queue) {
      await checkOne(entry);
      if (!isRead) return;
    }
  });
  await Promise.all(workers);

  await progress.erase();
  if (together !== null) await io.stdout.write(formatPrometheusTogether(together));
  if (several && command.format === "text" && isRead) {
    await io.stdout.write(`\n${tallied(tally, entries.length)}\n`);
  }
  return worst(statuses);
}

/** `null` when the target cannot be checked as it was given; stderr says why. */
async function reportOn(
  { target, origin }: TargetEntry,
  { options }: CheckCommand,
  several: boolean,
  progress: Progress,
  io: Io,
): Promise<Report | null> {
  const name = origin ?? target;
  progress.started(name);
  try {
    for await (const event of io.check(target, options)) {
      if (event.type === "report") return event.report;
      progress.settled(name, event.step.id);
    }
    throw new Error("the check ended without a report");
  } catch (error) {
    await progress.erase();
    const about = several ? name : undefined;
    if (error instanceof OptionError) {
      await complain(io.stderr, error.message, error.hint, about);
    } else {
      const message = error instanceof Error ? error.message : String(error);
      await complain(
        io.stderr,
        `Internal error: ${message}`,
        "This is a bug; please report it with the command line",
        about,
      );
    }
    return null;
  } finally {
    progress.finished(name);
  }
}

const mostColumns = 80;
const fewestColumns = 40;

function formatOptions({ color }: CheckCommand, several: boolean, { stdout, noColor }: Io): FormatOptions {
  return {
    color: color === "always" || color === "auto" && stdout.isTerminal && !noColor,
    width: Math.max(fewestColumns, Math.min(mostColumns, stdout.columns ?? mostColumns)),
    several,
  };
}

/** `4 targets: 2 pass, 1 fail, 1 not checked`. */
function tallied(tally: ReadonlyMap<Verdict, number>, total: number): string {
  const counts = verdicts.flatMap((verdict) =>
    tally.has(verdict) ? [`${tally.get(verdict)} ${verdict}`] : []
  );
  const reports = [...tally.values()].reduce((sum, count) => sum + count, 0);
  const parts = reports < total ? [...counts, `${total - reports} not checked`] : counts;
  return `${total} ${total === 1 ? "target" : "targets"}: ${parts.join(", ")}`;
}

/** 2 before 3 before 1 before 0: a target that is known to be bad outweighs one that could not be checked. */
function worst(statuses: readonly number[]): number {
  return [2, 3, 1].find((status) => statuses.includes(status)) ?? 0;
}
