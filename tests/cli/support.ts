/** A world for the command, in memory: files, captured outputs, and checks that answer with sample reports. */
import assert from "node:assert/strict";
import { type CheckEvent, type CheckOptions, OptionError } from "../../src/check.ts";
import { concat } from "../../src/bytes/mod.ts";
import type { Io } from "../../src/cli/io.ts";
import { OutputError } from "../../src/cli/output_error.ts";
import { run } from "../../src/cli/run.ts";
import type { DnsServer } from "../../src/dns/mod.ts";
import type { Evidence } from "../../src/evidence/mod.ts";
import type { Report } from "../../src/report/mod.ts";

export interface World {
  /** By target; a target without a report cannot be checked. */
  readonly reports?: Readonly<Record<string, Report>>;
  readonly files?: Readonly<Record<string, string>>;
  /** Texts by their addresses. */
  readonly web?: Readonly<Record<string, string>>;
  readonly standardInput?: string;
  /** Told to every check that asks for it. */
  readonly evidence?: Evidence;
  /** Writes to any file that go through before the disk is full. */
  readonly writes?: number;
  readonly noColor?: boolean;
  readonly terminal?: boolean;
  /** What every check dies of. */
  readonly bug?: Error;
  /** Milliseconds that each check takes. */
  readonly delay?: number;
  /** Reports that stdout takes before its reader goes away. */
  readonly reads?: number;
  /** Texts that stdout takes before its disk is full. */
  readonly room?: number;
  /** What another run adds to every file after it was read. */
  readonly added?: string;
  /** Whether stdout is this file. */
  readonly stdoutIs?: string;
  /** Where the checks of a target connect to; at a place of its own when it is not here. */
  readonly places?: Readonly<Record<string, readonly string[]>>;
  /** The reports of each address of a target. */
  readonly addresses?: Readonly<Record<string, readonly Report[]>>;
  /** The interrupt comes after so many checks have begun. */
  readonly interruptAt?: number;
}

/** What a world lacks that has neither files nor interrupts. */
export const bareIo = {
  readLines: () => {
    throw new Error("there is no disk");
  },
  identify: () => Promise.resolve(null),
  identifyStdout: () => Promise.resolve(null),
  openForAdding: () => Promise.reject(new Error("there is no disk")),
  openNoMore: () => Promise.resolve(),
  fetchText: () => Promise.reject(new Error("there is no network")),
  readStandardInput: () => Promise.resolve(""),
  interruptible: () => new AbortController().signal,
  noColor: true,
  version: "",
  checkAddresses: () => Promise.reject(new Error("there is one address")),
  useDnsServer: () => {},
  placesOf: (target: string) => Promise.resolve([target]),
} satisfies Partial<Io>;

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What was written, by path: behind what was there, or instead of it. */
  readonly written: Readonly<Record<string, Uint8Array>>;
  readonly checked: readonly { readonly target: string; readonly options: CheckOptions }[];
  /** The most checks that ran at the same time. */
  readonly peak: number;
  /** The resolver that the checks ask; `null`: the system's. */
  readonly dnsServer: DnsServer | null;
}

export async function runIn(world: World, ...args: string[]): Promise<Outcome> {
  const {
    reports = {},
    files = {},
    standardInput = "",
    noColor = false,
    terminal = false,
    reads = Infinity,
    writes = Infinity,
    room = Infinity,
    places = {},
    interruptAt = Infinity,
  } = world;
  const interruption = new AbortController();
  const disk: Record<string, Uint8Array> = {};
  let isSealed = false;
  let writesLeft = writes;
  const written = { stdout: [] as string[], stderr: [] as string[] };
  const checked: { target: string; options: CheckOptions }[] = [];
  let running = 0;
  let peak = 0;

  async function* check(target: string, options: CheckOptions): AsyncIterable<CheckEvent> {
    checked.push({ target, options });
    if (checked.length >= interruptAt) interruption.abort(130);
    assert.ok(isSealed, "while a peer is talked to, no file can be opened for writing");
    if (world.bug !== undefined) throw world.bug;
    const report = reports[target];
    if (report === undefined) {
      throw new OptionError("target", `"${target}" is not a host name`, 'As in "example.com"');
    }
    peak = Math.max(peak, ++running);
    try {
      for (const step of report.steps) yield { type: "step", step };
      if (world.evidence !== undefined) options.onEvidence?.(world.evidence);
      if (world.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, world.delay));
      yield { type: "report", report };
    } finally {
      running--;
    }
  }

  let dnsServer: DnsServer | null = null;
  const io: Io = {
    stdout: {
      isTerminal: terminal,
      columns: terminal ? 100 : null,
      write(text) {
        if (written.stdout.length >= reads) return Promise.resolve(false);
        if (written.stdout.length >= room) {
          return Promise.reject(new OutputError("Cannot write standard output: no space left", "Make room"));
        }
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
    async *readLines(path) {
      const text = files[path];
      if (text === undefined) throw new Error("there is no such file");
      let end = 0;
      for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
        end += new TextEncoder().encode(line).length;
        yield { text: line.replace("\n", ""), end, isWhole: line.endsWith("\n") };
      }
    },
    identify: (named) => {
      const path = named.replace(/^\.\//, "");
      return Promise.resolve(files[path] === undefined ? null : path);
    },
    identifyStdout: () => Promise.resolve(world.stdoutIs ?? null),
    openForAdding: (named) => {
      const path = named.replace(/^\.\//, "");
      if (isSealed || path.endsWith("/")) return Promise.reject(new Error("writing it is not permitted"));
      disk[path] = new TextEncoder().encode((files[path] ?? "") + (world.added ?? ""));
      return Promise.resolve({
        size: disk[path].length,
        truncate: (size: number) => {
          disk[path] = disk[path]!.slice(0, size);
          return Promise.resolve();
        },
        write: (bytes: Uint8Array) => {
          if (writesLeft-- <= 0) return Promise.reject(new Error("no space left on device"));
          disk[path] = concat(disk[path]!, bytes);
          return Promise.resolve();
        },
        close() {},
      });
    },
    interruptible: () => interruption.signal,
    useDnsServer: (server) => dnsServer = server,
    checkAddresses: async (target) => await Promise.resolve(world.addresses?.[target] ?? []),
    placesOf: (target) => Promise.resolve(places[target] ?? [target]),
    openNoMore: () => {
      isSealed = true;
      return Promise.resolve();
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
  const [stdout, stderr] = [written.stdout.join(""), written.stderr.join("")];
  return { status, stdout, stderr, written: disk, checked, peak, dnsServer };
}
