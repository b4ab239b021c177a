/** What is being waited for: of one target the step, of many how far they have come. */
import { escapeForTerminal } from "../formats/mod.ts";
import type { StepId } from "../report/mod.ts";
import { bar } from "./bulk/bar.ts";
import { badUsage, exitStatuses } from "./exit_status.ts";
import type { Output } from "./io.ts";
import { LiveLine } from "./live_line.ts";

export class Progress {
  readonly #line: LiveLine;
  readonly #total: number;
  readonly #startedAt = performance.now();
  #printing: Promise<unknown> = Promise.resolve();
  #target = "";
  #step: StepId = "dns";
  /** The last probe of a deep check that has ended. */
  #probed: string | null = null;
  #done = 0;
  #failed = 0;

  /** Silent unless `output` is a terminal. `dispose` it. */
  constructor(output: Output, total: number) {
    this.#total = total;
    this.#line = new LiveLine(
      output,
      (columns) => total === 1 ? this.#waiting(columns) : this.#course(columns),
    );
  }

  started(target: string): void {
    this.#target = target;
    this.#step = "dns";
    this.#probed = null;
  }

  settled(step: StepId): void {
    this.#step = after[step] ?? this.#step;
  }

  probed(title: string): void {
    this.#probed = title;
  }

  finished(status: number): void {
    this.#target = "";
    this.#done++;
    if (status === exitStatuses.fail || status === badUsage) this.#failed++;
  }

  /** Lets `print` have the terminal, one after the other. */
  aside<Result>(print: () => Promise<Result>): Promise<Result> {
    const printing = this.#printing.then(async () => {
      await this.#line.erase();
      const result = await print();
      if (this.#total > 1) this.#line.redraw();
      return result;
    });
    this.#printing = printing.catch(() => {});
    return printing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#line[Symbol.asyncDispose]();
  }

  #waiting(columns: number): string | null {
    if (this.#target === "") return null;
    const seconds = (this.#elapsedMs / 1000).toFixed(0);
    const doing = this.#probed === null ? waiting[this.#step] : `asking further: ${this.#probed} known`;
    const line = `${escapeForTerminal(this.#target)}: ${doing}, ${seconds} s`;
    return Array.from(line).slice(0, columns).join("");
  }

  #course(columns: number): string | null {
    if (this.#done === this.#total) return null;
    const course = { done: this.#done, total: this.#total, failed: this.#failed, elapsedMs: this.#elapsedMs };
    return bar(course, columns);
  }

  get #elapsedMs(): number {
    return performance.now() - this.#startedAt;
  }
}

const waiting: Readonly<Record<StepId, string>> = {
  dns: "resolving the name",
  tcp: "connecting",
  starttls: "asking for TLS",
  client_hello: "sending the ClientHello",
  server_hello: "waiting for the ServerHello",
  authentication: "waiting for the certificate",
  premaster_secret: "computing the shared secret",
  private_key: "waiting for the proof of the private key",
  session_keys: "deriving keys",
  client_finished: "sending Finished",
  server_finished: "waiting for the server's Finished",
  secure_channel: "waiting for the first protected data",
};

/** What is waited for when a step has settled: what we do ourselves takes no time to speak of. */
const after: Readonly<Partial<Record<StepId, StepId>>> = {
  dns: "tcp",
  tcp: "starttls",
  starttls: "server_hello",
  server_hello: "authentication",
  authentication: "private_key",
  private_key: "server_finished",
  server_finished: "secure_channel",
  client_finished: "secure_channel",
};
