/** A world for the command, in memory: files, captured outputs, and checks that answer with sample reports. */
import { type CheckEvent, type CheckOptions, OptionError } from "../../src/check.ts";
import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";
import type { Report } from "../../src/report/mod.ts";

export interface World {
  /** By target; a target without a report cannot be checked. */
  readonly reports?: Readonly<Record<string, Report>>;
  readonly files?: Readonly<Record<string, string>>;
  /** Texts by their addresses. */
  readonly web?: Readonly<Record<string, string>>;
  readonly standardInput?: string;
  readonly noColor?: boolean;
  readonly terminal?: boolean;
  /** What every check dies of. */
  readonly bug?: Error;
  /** Milliseconds that each check takes. */
  readonly delay?: number;
  /** Reports that stdout takes before its reader goes away. */
  readonly reads?: number;
}

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly checked: readonly { readonly target: string; readonly options: CheckOptions }[];
  /** The most checks that ran at the same time. */
  readonly peak: number;
}

export async function runIn(world: World, ...args: string[]): Promise<Outcome> {
  const {
    reports = {},
    files = {},
    standardInput = "",
    noColor = false,
    terminal = false,
    reads = Infinity,
  } = world;
  const written = { stdout: [] as string[], stderr: [] as string[] };
  const checked: { target: string; options: CheckOptions }[] = [];
  let running = 0;
  let peak = 0;

  async function* check(target: string, options: CheckOptions): AsyncIterable<CheckEvent> {
    checked.push({ target, options });
    if (world.bug !== undefined) throw world.bug;
    const report = reports[target];
    if (report === undefined) {
      throw new OptionError("target", `"${target}" is not a host name`, 'As in "example.com"');
    }
    peak = Math.max(peak, ++running);
    try {
      for (const step of report.steps) yield { type: "step", step };
      if (world.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, world.delay));
      yield { type: "report", report };
    } finally {
      running--;
    }
  }

  const io: Io = {
    stdout: {
      isTerminal: terminal,
      columns: terminal ? 100 : null,
      write(text) {
        if (written.stdout.length >= reads) return Promise.resolve(false);
        written.stdout.push(text);
        return Promise.resolve(true);
      },
    },
    stderr: {
      isTerminal: terminal,
      columns: terminal ? 100 : null,
      write(text) {
        written.stderr.push(text);
        return Promise.resolve(true);
      },
    },
    readFile: (path) => {
      const text = files[path];
      return text === undefined ? Promise.reject(new Error("there is no such file")) : Promise.resolve(text);
    },
    fetchText: (url) => {
      const text = world.web?.[url];
      return text === undefined ? Promise.reject(new Error("there is no network")) : Promise.resolve(text);
    },
    readStandardInput: () => Promise.resolve(standardInput),
    noColor,
    version: "tls-handshake-checker 0.0.0",
    check,
  };
  const status = await run(args, io);
  return { status, stdout: written.stdout.join(""), stderr: written.stderr.join(""), checked, peak };
}
