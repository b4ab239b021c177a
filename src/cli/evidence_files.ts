/** `--keylog` and `--pcap`: each session is written as soon as it is over. What cannot be written costs no report. */
import { type Evidence, keyLog, pcapngBeginning, pcapngSession } from "../evidence/mod.ts";
import type { CheckCommand } from "./command.ts";
import { complain } from "./diagnostics.ts";
import type { GrowingFile, Io } from "./io.ts";

interface Kind {
  readonly option: "keylog" | "pcap";
  /** Whether what was there makes room: other programs log their keys to the same file, and look for them later. */
  readonly replaces: boolean;
  beginning(): Uint8Array;
  session(evidence: Evidence): Uint8Array;
}

const kinds: readonly Kind[] = [
  {
    option: "keylog",
    replaces: false,
    beginning: () => new Uint8Array(),
    session: (evidence) => new TextEncoder().encode(keyLog(evidence)),
  },
  { option: "pcap", replaces: true, beginning: pcapngBeginning, session: pcapngSession },
];

export class EvidenceFiles {
  readonly #files: EvidenceFile[];

  private constructor(files: EvidenceFile[]) {
    this.#files = files;
  }

  /** Complains about what cannot be opened. */
  static async open({ keylog, pcap, resume }: CheckCommand, io: Io): Promise<EvidenceFiles> {
    const paths = { keylog, pcap };
    const files = kinds.flatMap((kind) => {
      const path = paths[kind.option];
      return path === null ? [] : [new EvidenceFile(kind, path, resume !== null, io)];
    });
    await Promise.all(files.map((file) => file.opened));
    return new EvidenceFiles(files);
  }

  /** What the checks need to be told. */
  get options(): { readonly onEvidence?: (evidence: Evidence) => void } {
    if (this.#files.length === 0) return {};
    return { onEvidence: (evidence) => this.#files.forEach((file) => file.add(evidence)) };
  }

  /** Resolves when everything is written. */
  async close(): Promise<void> {
    await Promise.all(this.#files.map((file) => file.close()));
  }

  /** Whether everything could be written, as far as that is known. */
  get isWhole(): boolean {
    return this.#files.every((file) => file.isWhole);
  }
}

class EvidenceFile {
  readonly opened: Promise<void>;
  readonly #kind: Kind;
  readonly #path: string;
  readonly #goesOn: boolean;
  readonly #io: Io;
  #file: GrowingFile | null = null;
  #work: Promise<void>;
  #begun = false;
  #failed = false;

  /** `goesOn`: the file is an earlier run's, whose sessions stay in it. */
  constructor(kind: Kind, path: string, goesOn: boolean, io: Io) {
    this.#kind = kind;
    this.#path = path;
    this.#goesOn = goesOn;
    this.#io = io;
    this.opened = this.#work = this.#attempt(async () => {
      this.#file = await io.openForAdding(path, { secret: true });
    });
  }

  add(evidence: Evidence): void {
    this.#work = this.#work.then(() =>
      this.#attempt(async () => {
        await this.#begin(this.#file!);
        await this.#file!.write(this.#kind.session(evidence));
      })
    );
  }

  /** With the first session: what was there is not given up for none. */
  async #begin(file: GrowingFile): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
    if (file.size > 0 && this.#kind.replaces && !this.#goesOn) await file.truncate(0);
    await file.write(this.#kind.beginning());
  }

  get isWhole(): boolean {
    return !this.#failed;
  }

  async close(): Promise<void> {
    await this.#work;
    this.#file?.close();
  }

  /** Only the first failure is told: the others are the same. */
  async #attempt(action: () => Promise<void>): Promise<void> {
    if (this.#failed) return;
    try {
      await action();
    } catch (error) {
      this.#failed = true;
      const reason = error instanceof Error ? error.message : String(error);
      await complain(
        this.#io.stderr,
        `Cannot write ${JSON.stringify(this.#path)}: ${reason}`,
        `--${this.#kind.option} takes the path of a file that you may write`,
      );
    }
  }
}
