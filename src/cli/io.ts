/** What the command needs of the world, so that a test can be the world. */
import type { CheckEvent, CheckOptions } from "../check.ts";

export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** A text file, its path relative to where the user is. Rejects with an Error that says why. */
  readFile(path: string): Promise<string>;
  /**
   * A file to write, its path relative to where the user is, for nobody else to read; what was in it is replaced, or
   * added to. Rejects with an Error that says why.
   */
  openForWriting(path: string, how: { readonly append: boolean }): Promise<WrittenFile>;
  /** Gives up the permission to open further files for writing. */
  openNoMore(): Promise<void>;
  /** A text from the web. Rejects with an Error that says why. */
  fetchText(url: string): Promise<string>;
  /** Standard input up to its end. */
  readStandardInput(): Promise<string>;
  /** NO_COLOR is set. */
  readonly noColor: boolean;
  /** As `--version` prints it. */
  readonly version: string;
  /** Throws OptionError for what cannot be checked; everything else is a report. */
  check(target: string, options: CheckOptions): AsyncIterable<CheckEvent>;
}

export interface WrittenFile {
  /** All of `bytes`. Rejects with an Error that says why. */
  write(bytes: Uint8Array): Promise<void>;
  close(): void;
}

export interface Output {
  readonly isTerminal: boolean;
  /** `null` when it is no terminal. */
  readonly columns: number | null;
  /** Writes are whole and in order. `false` when nobody reads any more. */
  write(text: string): Promise<boolean>;
}
