/**
 * One line on a terminal that says what is being waited for, when it takes longer than half a second.
 * It erases itself before anything else is printed.
 */
import { escapeForTerminal } from "../formats/mod.ts";
import type { StepId } from "../report/mod.ts";
import type { Output } from "./io.ts";

const delay = 500;
const period = 200;
const eraseLine = "\r\u001b[K";

export class Progress {
  readonly #output: Output;
  readonly #total: number;
  readonly #running = new Map<string, StepId>();
  readonly #startedAt = performance.now();
  readonly #timer: ReturnType<typeof setInterval> | undefined;
  #finished = 0;
  #shown = false;

  /** Silent unless `output` is a terminal. `dispose` it, or its timer keeps the process alive. */
  constructor(output: Output, total: number) {
    this.#output = output;
    this.#total = total;
    if (output.isTerminal) this.#timer = setInterval(() => this.#draw(), period);
  }

  started(target: string): void {
    this.#running.set(target, "dns");
  }

  settled(target: string, step: StepId): void {
    const next = after[step];
    if (next !== undefined) this.#running.set(target, next);
  }

  finished(target: string): void {
    this.#running.delete(target);
    this.#finished++;
  }

  /** Before anything is printed: both outputs may be the same terminal. */
  async erase(): Promise<void> {
    if (!this.#shown) return;
    this.#shown = false;
    await this.#output.write(eraseLine);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.erase();
  }

  #draw(): void {
    const elapsed = performance.now() - this.#startedAt;
    const [first] = this.#running;
    if (elapsed < delay || first === undefined) return;
    this.#shown = true;
    const [target, step] = first;
    const line = this.#total === 1
      ? `${escapeForTerminal(target)}: ${doing[step]}, ${(elapsed / 1000).toFixed(0)} s`
      : `${this.#finished} of ${this.#total} checked; ${escapeForTerminal(target)}: ${doing[step]}`;
    void this.#output.write(eraseLine + Array.from(line).slice(0, (this.#output.columns ?? 80) - 1).join(""));
  }
}

const doing: Readonly<Record<StepId, string>> = {
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
