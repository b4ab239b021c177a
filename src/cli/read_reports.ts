/** Reports of another day, from a file with one a line, one at a time: it may be larger than memory. */
import type { EarlierReport } from "../report/earlier.ts";
import type { Io, Line } from "./io.ts";
import { UsageError } from "./usage_error.ts";

export interface ReadReport {
  /** `null`: the last line, which was cut short while it was written. */
  readonly report: EarlierReport | null;
  readonly line: Line;
}

/** Throws UsageError, naming the line, for what is no report; empty lines do not matter. */
export async function* readReports(option: string, path: string, io: Io): AsyncGenerator<ReadReport> {
  const readEarlierReport = await reader();
  let number = 0;
  for await (const line of linesOf(option, path, io)) {
    number++;
    if (line.text.trim() === "") continue;
    const value = parsed(line.text);
    const isTorn = value === undefined && !line.isWhole && isBegun(line.text);
    const report = readEarlierReport(value);
    if (report === null && !isTorn) throw noReport(option, path, `line ${number}`);
    yield { report, line };
  }
}

/** Whether `text` may be how a report begins: what makes way for others must not be somebody's prose. */
function isBegun(text: string): boolean {
  return text.startsWith(beginning) || beginning.startsWith(text);
}

const beginning = '{"schema_version":';

/** The same, or a file that is one report over many lines, or an array of them. */
export async function readAnyReports(
  option: string,
  path: string,
  io: Io,
): Promise<AsyncIterable<EarlierReport>> {
  const value = parsed(await firstLine(option, path, io));
  const isLineOfMany = value !== undefined && !Array.isArray(value);
  return isLineOfMany ? wholeReports(option, path, io) : reportsOfDocument(option, path, io);
}

async function* wholeReports(option: string, path: string, io: Io): AsyncGenerator<EarlierReport> {
  for await (const { report } of readReports(option, path, io)) {
    if (report !== null) yield report;
  }
}

async function* reportsOfDocument(option: string, path: string, io: Io): AsyncGenerator<EarlierReport> {
  const readEarlierReport = await reader();
  const document = parsed(await io.readFile(path));
  for (const value of Array.isArray(document) ? document : [document]) {
    const report = readEarlierReport(value);
    if (report === null) throw noReport(option, path, "it");
    yield report;
  }
}

/** Loaded when it is first needed: most commands read no report. */
async function reader(): Promise<(value: unknown) => EarlierReport | null> {
  return (await import("../report/earlier.ts")).readEarlierReport;
}

function noReport(option: string, path: string, where: string): UsageError {
  return new UsageError(
    `${JSON.stringify(path)} has no report in ${where}`,
    option === "resume"
      ? "--resume takes what --output writes: a report in JSON on each line"
      : `--${option} takes what --json or --output wrote`,
  );
}

/** `undefined` is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function firstLine(option: string, path: string, io: Io): Promise<string> {
  for await (const { text } of linesOf(option, path, io)) {
    if (text.trim() !== "") return text;
  }
  return "";
}

async function* linesOf(option: string, path: string, io: Io): AsyncGenerator<Line> {
  try {
    yield* io.readLines(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `Cannot read ${JSON.stringify(path)}: ${reason}`,
      `--${option} takes the path of a file that you may read`,
    );
  }
}
