/** What the command needs of the world, so that a test can be the world. */
import type { CheckEvent, CheckOptions } from "../check.ts";
import type { DnsServer } from "../dns/mod.ts";
import type { Report } from "../report/mod.ts";

export interface Io {
  readonly stdout: Output;
  /** Rejects no write: there is nobody left to tell. */
  readonly stderr: Output;
  /** A text file, its path relative to where the user is. Rejects with an Error that says why. */
  readFile(path: string): Promise<string>;
  /** The same line by line, for files that are larger than memory. */
  readLines(path: string): AsyncIterable<Line>;
  /** What two paths have in common that lead to the same file; `null`: there is no such file. */
  identify(path: string): Promise<string | null>;
  /** The same of the file that standard output is; `null` when it is none. */
  identifyStdout(): Promise<string | null>;
  /** A file to add to, made if it is not there; `secret`: for nobody else to read. Rejects with an Error that says why. */
  openForAdding(path: string, how?: { readonly secret: boolean }): Promise<GrowingFile>;
  /** Gives up the permission to open further files for writing. */
  openNoMore(): Promise<void>;
  /** A text from the web. Rejects with an Error that says why. */
  fetchText(url: string): Promise<string>;
  /** Standard input up to its end. */
  readStandardInput(): Promise<string>;
  /** From now on an interrupt aborts this, with the exit status as its reason, instead of ending the process. */
  interruptible(): AbortSignal;
  /** NO_COLOR is set. */
  readonly noColor: boolean;
  /** As `--version` prints it. */
  readonly version: string;
  /** From now on checks look names and records up there. */
  useDnsServer(server: DnsServer): void;
  /** Throws OptionError for what cannot be checked; everything else is a report. */
  check(target: string, options: CheckOptions): AsyncIterable<CheckEvent>;
  /** A report for each address of the target, at least one. Rejects as `check` throws. */
  checkAddresses(target: string, options: CheckOptions): Promise<readonly Report[]>;
  /** Where a check of `target` is going to connect, as far as that is known before: `address port`. Never rejects. */
  placesOf(target: string, options: CheckOptions): Promise<readonly string[]>;
}

export interface Line {
  /** Without its line break. */
  readonly text: string;
  /** Where the next line begins, in octets. */
  readonly end: number;
  /** Whether it has a line break: the last one may not. */
  readonly isWhole: boolean;
}

export interface GrowingFile {
  /** Octets that it had when it was opened; 0 for what is no ordinary file. */
  readonly size: number;
  /** Cuts it after so many octets. Rejects with an Error that says why. */
  truncate(size: number): Promise<void>;
  /** All of `bytes`. Rejects with an Error that says why. */
  write(bytes: Uint8Array): Promise<void>;
  close(): void;
}

export interface Output {
  readonly isTerminal: boolean;
  /** `null` when it is no terminal. */
  readonly columns: number | null;
  /** Writes are whole and in order. `false` when nobody reads any more. Rejects with OutputError. */
  write(text: string): Promise<boolean>;
}
