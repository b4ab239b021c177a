/** One check that any number of identical requests wait for together. It ends early when all of them have gone. */
import type { CheckEvent } from "../../src/check.ts";
import type { Report, Step } from "../../src/report/mod.ts";
import { wireOrder } from "../../src/steps/wire_order.ts";

/** `signal` aborts when nobody waits any more. What it rejects with, everyone who waits gets. */
export type Start = (signal: AbortSignal) => Promise<AsyncIterable<CheckEvent>>;

interface Seat {
  left: boolean;
  leave(): void;
}

export class Flight {
  /** Resolves when the check has begun, or rejects with what kept it from it. */
  readonly begun: Promise<void>;
  /** The report; `null` until then, and for good when the check was cut short. */
  report: Report | null = null;
  /** Told once, when the check is over in whatever way. */
  readonly ended: Promise<void>;
  /** Steps, and probes of a deep check. */
  readonly #told: CheckEvent[] = [];
  readonly #stop = new AbortController();
  #error: { readonly thrown: unknown } | null = null;
  #over = false;
  #waiting = 0;
  #change = Promise.withResolvers<void>();

  /** `id`: no other check has it, in this process or another, and nobody guesses it. */
  constructor(start: Start, readonly id: string) {
    const starting = start(this.#stop.signal);
    this.begun = starting.then(() => {});
    this.begun.catch(() => {});
    this.ended = this.#fly(starting);
  }

  /** Whether everyone who waited has gone, so that nobody else should join. */
  get abandoned(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Waits for the report. `signal`: the one who waits goes away. */
  async arrival(signal?: AbortSignal): Promise<Report> {
    for await (const event of this.events(signal)) if (event.type === "report") return event.report;
    throw this.#error?.thrown ?? new Error("The check was cut short");
  }

  /** Each step as it settles, those that settled before at once, and then the report. */
  async *events(signal?: AbortSignal): AsyncGenerator<CheckEvent, void, void> {
    const seat = this.#join(signal);
    try {
      let told = 0;
      while (true) {
        while (told < this.#told.length) yield this.#told[told++]!;
        if (seat.left) return;
        if (this.#over) break;
        await this.#change.promise;
      }
      if (this.#error !== null) throw this.#error.thrown;
      if (this.report === null) return;
      if (told === 0) { for (const step of inWireOrder(this.report)) yield { type: "step", step }; }
      yield { type: "report", report: this.report };
    } finally {
      seat.leave();
      if (this.abandoned) await this.ended;
    }
  }

  /** The steps alone, for one who looks on: the check does not go on for the sake of that. */
  async *steps(signal?: AbortSignal): AsyncGenerator<CheckEvent, void, void> {
    const left = Promise.withResolvers<void>();
    const leave = () => left.resolve();
    signal?.addEventListener("abort", leave, { once: true });
    try {
      for (let told = 0; !signal?.aborted;) {
        while (told < this.#told.length) yield this.#told[told++]!;
        if (this.#over) return;
        await Promise.race([this.#change.promise, left.promise]);
      }
    } finally {
      signal?.removeEventListener("abort", leave);
    }
  }

  #join(signal?: AbortSignal): Seat {
    this.#waiting++;
    const leave = () => {
      if (seat.left) return;
      seat.left = true;
      signal?.removeEventListener("abort", leave);
      this.#waiting--;
      if (this.#waiting === 0 && !this.#over) this.#stop.abort();
      this.#tell();
    };
    const seat: Seat = { left: false, leave };
    if (signal?.aborted) leave();
    else signal?.addEventListener("abort", leave, { once: true });
    return seat;
  }

  async #fly(starting: Promise<AsyncIterable<CheckEvent>>): Promise<void> {
    try {
      for await (const event of await starting) {
        if (this.abandoned) break;
        if (event.type === "report") this.report = event.report;
        else this.#told.push(event);
        this.#tell();
      }
    } catch (thrown) {
      this.#error = { thrown };
    } finally {
      this.#over = true;
      this.#tell();
    }
  }

  #tell(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers<void>();
  }
}

function inWireOrder({ steps, connection }: Report): Step[] {
  const order = wireOrder(connection?.protocol_version.value ?? null);
  return steps.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}
