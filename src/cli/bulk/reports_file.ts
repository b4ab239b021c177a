/** The file that every report is added to, as a line of JSON, as soon as it is there. */
import { formatJson } from "../../formats/mod.ts";
import type { Report } from "../../report/mod.ts";
import type { CheckCommand } from "../command.ts";
import type { GrowingFile, Io } from "../io.ts";
import { OutputError } from "../output_error.ts";
import { UsageError } from "../usage_error.ts";
import type { EarlierRun } from "./earlier_run.ts";

export class ReportsFile {
  readonly #path: string;
  readonly #file: GrowingFile;
  #written: Promise<void> = Promise.resolve();

  private constructor(path: string, file: GrowingFile) {
    this.#path = path;
    this.#file = file;
  }

  /**
   * `null` when none is asked for. The file of an earlier run is gone on with; any other must be new or empty.
   * Rejects with UsageError or OutputError.
   */
  static async open(command: CheckCommand, earlier: EarlierRun | null, io: Io): Promise<ReportsFile | null> {
    const { resume } = command;
    const path = command.output ?? (command.format === "json" ? null : resume);
    if (path === null) {
      if (earlier !== null) await mendStdout(resume!, earlier, io);
      return null;
    }
    const goesOn = resume !== null && await isSame(path, resume, io);
    const file = await io.openForAdding(path).catch((error) => {
      throw new OutputError(
        `Cannot write ${JSON.stringify(path)}: ${reasonOf(error)}`,
        `--${command.output === null ? "resume" : "output"} takes the path of a file that you may write`,
        { cause: error },
      );
    });
    if (goesOn) await mend(path, file, earlier!);
    else if (file.size > 0) {
      file.close();
      throw new UsageError(
        `${JSON.stringify(path)} is not empty`,
        "Go on with the run that wrote it by --resume, or name a new file",
      );
    }
    return new ReportsFile(path, file);
  }

  /** Whole, and after what was added before. Rejects with OutputError, and from then on always. */
  add(reports: readonly Report[]): Promise<void> {
    const lines = encode(reports.map((report) => formatJson(report, { several: true })).join(""));
    this.#written = this.#written.then(() => this.#file.write(lines)).catch((error) => {
      throw error instanceof OutputError ? error : cannotAdd(this.#path, error);
    });
    return this.#written;
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }
}

async function isSame(path: string, other: string, io: Io): Promise<boolean> {
  if (path === other) return true;
  const identity = await io.identify(path);
  return identity !== null && identity === await io.identify(other);
}

/** What is printed next begins on a line of its own, whatever became of the last one. */
async function mend(path: string, file: GrowingFile, earlier: EarlierRun): Promise<void> {
  if (!earlier.isTorn && !earlier.lacksLineBreak) return;
  if (file.size !== earlier.length) {
    throw new UsageError(
      `${JSON.stringify(path)} has changed since it was read`,
      "Another run adds to it; go on when that has ended",
    );
  }
  try {
    if (earlier.isTorn) await file.truncate(earlier.end);
    if (earlier.lacksLineBreak) await file.write(encode("\n"));
  } catch (error) {
    throw cannotAdd(path, error);
  }
}

/** With `--resume reports.ndjson >> reports.ndjson`, the shell adds what we print to the file that we read. */
async function mendStdout(path: string, earlier: EarlierRun, io: Io): Promise<void> {
  if (!earlier.isTorn && !earlier.lacksLineBreak) return;
  const stdout = await io.identifyStdout();
  if (stdout === null || stdout !== await io.identify(path)) return;
  const file = await io.openForAdding(path);
  try {
    await mend(path, file, earlier);
  } finally {
    file.close();
  }
}

function cannotAdd(path: string, error: unknown): OutputError {
  return new OutputError(
    `Cannot write ${JSON.stringify(path)}: ${reasonOf(error)}`,
    `What it has is whole up to there; --resume ${path} goes on`,
    { cause: error },
  );
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
