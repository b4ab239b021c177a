/** `--keylog` and `--pcap`: each session is written as soon as it is over. What cannot be written costs no report. */
import { type Evidence, keyLog, pcapngBeginning, pcapngSession } from "../evidence/mod.ts";
import type { CheckCommand } from "./command.ts";
import { complain } from "./diagnostics.ts";
import type { Io, WrittenFile } from "./io.ts";

interface Kind {
  readonly option: "keylog" | "pcap";
  /** Other programs log their keys to the same file, and expect to find them again. */
  readonly append: boolean;
  beginning(): Uint8Array;
  session(evidence: Evidence): Uint8Array;
}

const kinds: readonly Kind[] = [
  {
    option: "keylog",
    append: true,
    beginning: () => new Uint8Array(),
    session: (evidence) => new TextEncoder().encode(keyLog(evidence)),
  },
  { option: "pcap", append: false, beginning: pcapngBeginning, session: pcapngSession },
];

export class EvidenceFiles {
  readonly #files: EvidenceFile[];

  private constructor(files: EvidenceFile[]) {
    this.#files = files;
  }

  /** Complains about what cannot be opened. */
  static async open({ keylog, pcap }: CheckCommand, io: Io): Promise<EvidenceFiles> {
    const paths = { keylog, pcap };
    const files = kinds.flatMap((kind) => {
      const path = paths[kind.option];
      return path === null ? [] : [new EvidenceFile(kind, path, io)];
    });
    await Promise.all(files.map((file) => file.opened));
    return new EvidenceFiles(files);
  }

  /** What the checks need to be told. */
  get options(): { readonly onEvidence?: (evidence: Evidence) => void } {
    if (this.#files.length === 0) return {};
    return { onEvidence: (evidence) => this.#files.forEach((file) => file.add(evidence)) };
  }

  /** Whether everything was written. */
  async close(): Promise<boolean> {
    const whole = await Promise.all(this.#files.map((file) => file.close()));
    return !whole.includes(false);
  }
}

class EvidenceFile {
  readonly opened: Promise<void>;
  readonly #kind: Kind;
  readonly #path: string;
  readonly #io: Io;
  #file: WrittenFile | null = null;
  #work: Promise<void>;
  #failed = false;

  constructor(kind: Kind, path: string, io: Io) {
    this.#kind = kind;
    this.#path = path;
    this.#io = io;
    this.opened = this.#work = this.#attempt(async () => {
      this.#file = await io.openForWriting(path, { append: kind.append });
      await this.#file.write(kind.beginning());
    });
  }

  add(evidence: Evidence): void {
    this.#work = this.#work.then(() => this.#attempt(() => this.#file!.write(this.#kind.session(evidence))));
  }

  async close(): Promise<boolean> {
    await this.#work;
    this.#file?.close();
    return !this.#failed;
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
