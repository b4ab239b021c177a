/** One line on a terminal that is drawn anew from time to time, and gets out of the way of everything else. */
import type { Output } from "./io.ts";

const delay = 500;
const period = 200;
const eraseLine = "\r\u001b[K";

export class LiveLine {
  readonly #output: Output;
  readonly #line: (columns: number) => string | null;
  readonly #startedAt = performance.now();
  readonly #timer: ReturnType<typeof setInterval> | undefined;
  #shown = false;

  /**
   * Silent unless `output` is a terminal, and for the first half second. `line`: what to show now, which fits the
   * columns; `null` for nothing. `dispose` it, or its timer keeps the process alive.
   */
  constructor(output: Output, line: (columns: number) => string | null) {
    this.#output = output;
    this.#line = line;
    if (output.isTerminal) this.#timer = setInterval(() => this.#draw(), period);
  }

  /** Before anything else is printed: both outputs may be the same terminal. */
  async erase(): Promise<void> {
    if (!this.#shown) return;
    this.#shown = false;
    await this.#output.write(eraseLine);
  }

  /** After it, when more is to come at once: the line would be gone most of the time. */
  redraw(): void {
    if (this.#output.isTerminal) this.#draw();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.erase();
  }

  #draw(): void {
    const line = performance.now() - this.#startedAt < delay
      ? null
      : this.#line((this.#output.columns ?? 80) - 1);
    if (line === null) return;
    this.#shown = true;
    void this.#output.write(eraseLine + line);
  }
}
