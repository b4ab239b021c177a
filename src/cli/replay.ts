/** `--replay`: saved reports, shown again. Only files are read; nothing is contacted. */
import type { Report } from "../report/mod.ts";
import { SavedReportError } from "../report/saved_report_error.ts";
import { lowerFirst } from "../rules/lower_first.ts";
import type { CheckCommand } from "./command.ts";
import { complain } from "./diagnostics.ts";
import { EarlierReports } from "./earlier_reports.ts";
import { fileName } from "./inputs.ts";
import type { Io } from "./io.ts";
import { Results } from "./results.ts";
import { UsageError } from "./usage_error.ts";

/** Resolves to the exit status, by the verdicts. Rejects with UsageError and OutputError. */
export async function replay(command: CheckCommand, io: Io): Promise<number> {
  refuseTargets(command);
  const reports: Report[] = [];
  for (const path of command.replay) reports.push(...await readReports(path, io));
  const before = command.diff === null ? null : await EarlierReports.read(command.diff, io);
  if (command.options.bytes === true && reports.some(({ records }) => records === undefined)) {
    await complain(
      io.stderr,
      "A report was saved without its bytes",
      "They are kept when the check is made with --bytes",
    );
  }
  const results = new Results(command, reports.length > 1, null, before, io);
  for (const report of reports) await results.add(report.target.input, [report]);
  await results.end(reports.length);
  return results.status;
}

function refuseTargets({ targets, files }: CheckCommand): void {
  if (targets.length === 0 && files.length === 0) return;
  throw new UsageError("--replay checks nothing", "Leave the targets out, or --replay");
}

async function readReports(path: string, io: Io): Promise<readonly Report[]> {
  // Loaded when it is first needed: most commands read no report.
  const { readSavedReports } = await import("../report/saved.ts");
  const text = path === "-" ? await io.readStandardInput() : await readFile(path, io);
  try {
    return readSavedReports(text);
  } catch (error) {
    if (!(error instanceof SavedReportError)) throw error;
    throw new UsageError(`Cannot replay ${fileName(path)}: ${lowerFirst(error.message)}`, error.hint);
  }
}

async function readFile(path: string, io: Io): Promise<string> {
  try {
    return await io.readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `Cannot read ${JSON.stringify(path)}: ${reason}`,
      "--replay takes the path of a file that you may read",
    );
  }
}
