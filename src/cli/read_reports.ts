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
  // Loaded when it is first needed: most commands read no report.
  const { readEarlierReport } = await import("../report/earlier.ts");
  let number = 0;
  for await (const line of linesOf(option, path, io)) {
    number++;
    if (line.text.trim() === "") continue;
    const value = parsed(line.text);
    if (value === undefined && !line.isWhole) {
      yield { report: null, line };
      continue;
    }
    const report = readEarlierReport(value);
    if (report === null) {
      throw new UsageError(
        `${JSON.stringify(path)} has no report in line ${number}`,
        `--${option} takes what --output writes: a report in JSON on each line`,
      );
    }
    yield { report, line };
  }
}

/** `undefined` is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
