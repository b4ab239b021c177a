/**
 * The loop on a machine of one's own: reads the targets again and again, checks whoever is due, records, delivers
 * webhooks, and ends well when it is told to. It never ends by itself: what fails is said, and tried again.
 */
import { OptionError } from "../check_options.ts";
import { recordReport, type Watching } from "./check_target.ts";
import type { Decision } from "./decide.ts";
import { type Attempt, backoff, type Delivering, deliverWaiting } from "./deliver.ts";
import type { Endpoint } from "./endpoint.ts";
import { Schedule, type Scheduled } from "./schedule.ts";
import { type Snapshot, snapshotOf, type WatchView } from "./snapshot.ts";
import type { Message } from "./store.ts";

export interface WatcherOptions extends Omit<Watching, "webhooks"> {
  /** The targets as they are now. Rejects with an Error that says why they cannot be told. */
  readonly readTargets: () => Promise<readonly Scheduled[]>;
  readonly intervalMs: number;
  /** Checks at the same time. */
  readonly concurrency: number;
  /** `null`: nobody is told of changes. */
  readonly endpoint: Endpoint | null;
  /** Resolves after so many milliseconds, or when the signal says so. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to 1, as `Math.random`. */
  readonly random: () => number;
  readonly log: WatchLog;
  /** Stops it: what is being checked or sent is finished, nothing else begins. */
  readonly stop: AbortSignal;
}

export interface WatchLog {
  checked(decision: Decision): void;
  say(message: string): void;
}

/** Targets are read again so often, or once an interval when that is shorter. */
const READ_AGAIN_MS = 60_000;

const PRUNE_MS = 86_400_000;

/** A store that fails is tried again after 45 seconds at most: it keeps checks from going on. */
const STORE_ATTEMPT_MAX = 3;

export class Watcher implements WatchView {
  readonly #options: WatcherOptions;
  readonly #schedule: Schedule;
  readonly #checkBell: Bell;
  readonly #webhookBell: Bell;
  /** What the store has refused, and why, until it takes it. */
  readonly #refused = new Map<() => Promise<unknown>, string>();
  /** Why the targets could not be read again, so that it is said once. */
  #complaint: string | null = null;

  constructor(options: WatcherOptions) {
    this.#options = options;
    this.#schedule = new Schedule(options.intervalMs, options.random);
    this.#checkBell = new Bell(options);
    this.#webhookBell = new Bell(options);
  }

  /** Resolves when it has been stopped. Rejects when the first reading of the targets does, or the store's. */
  async run(): Promise<void> {
    await this.#setTargets(await this.#options.readTargets());
    await Promise.all([this.#checkAll(), this.#deliverAll()]);
  }

  async snapshot(): Promise<Snapshot> {
    const { store, now, intervalMs } = this.#options;
    return await snapshotOf(store, this.#schedule.targets, now(), {
      everySeconds: intervalMs / 1000,
      problem: this.#refused.values().next().value ?? null,
      dueAt: (target) => this.#schedule.dueAt(target),
    });
  }

  async history(target: string, limit: number) {
    return this.#schedule.targets.includes(target) ? await this.#options.store.history(target, limit) : null;
  }

  async #checkAll(): Promise<void> {
    const { stop, concurrency } = this.#options;
    const running = new Set<Promise<void>>();
    let readAt = this.#now() + this.#readInterval;
    let pruneAt = this.#now();
    while (!stop.aborted) {
      const now = this.#now();
      if (readAt <= now) {
        await this.#readTargetsAgain();
        readAt = now + this.#readInterval;
      }
      if (pruneAt <= now) {
        await this.#untilDone(() => this.#options.store.prune(this.#options.now()));
        pruneAt = now + PRUNE_MS;
      }
      for (let next; running.size < concurrency && (next = this.#schedule.take(this.#now())) !== null;) {
        const check = this.#checkOne(next.target).finally(() => {
          running.delete(check);
          this.#checkBell.ring();
        });
        running.add(check);
      }
      const next = running.size < concurrency ? this.#schedule.next() ?? readAt : readAt;
      await this.#checkBell.rung(Math.min(next, readAt) - this.#now());
    }
    await Promise.all(running);
  }

  async #checkOne(target: string): Promise<void> {
    const { check, log, endpoint } = this.#options;
    const startedAt = this.#now();
    try {
      const report = await check(target);
      const watching = { ...this.#options, webhooks: endpoint !== null };
      const decision = await this.#untilDone(() => recordReport(watching, target, report), target);
      if (decision === null) return;
      log.checked(decision);
      if (decision.change !== null) this.#webhookBell.ring();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      log.say(`${target}: ${error instanceof OptionError ? "" : "internal error: "}${message}`);
    } finally {
      this.#schedule.ended(target, startedAt, this.#now());
    }
  }

  /** What the store refuses is tried again until it takes it, or the watch is stopped: then `null`. */
  async #untilDone<T>(action: () => Promise<T>, about?: string): Promise<T | null> {
    const { log, stop, random, sleep } = this.#options;
    for (let attempt = 1;; attempt++) {
      try {
        const result = await action();
        if (this.#refused.delete(action) && this.#refused.size === 0) log.say("the store works again");
        return result;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.#refused.set(action, `The store fails: ${reason}`);
        if (stop.aborted) {
          const what = about === undefined ? "what was being written" : `the result of ${about}`;
          log.say(`${what} is not recorded, and will be found anew at the next start: ${reason}`);
          return null;
        }
        const what = about === undefined ? "" : ` with the result of ${about}`;
        log.say(`the store fails, and will be tried again${what}: ${reason}`);
        await sleep(backoff(Math.min(attempt, STORE_ATTEMPT_MAX), random), stop);
      }
    }
  }

  async #readTargetsAgain(): Promise<void> {
    const { readTargets, log } = this.#options;
    try {
      await this.#setTargets(await readTargets());
      this.#complaint = null;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== this.#complaint) log.say(`${reason}; the targets stay what they were`);
      this.#complaint = reason;
    }
  }

  async #setTargets(targets: readonly Scheduled[]): Promise<void> {
    const { store, log } = this.#options;
    const before = this.#schedule.targets;
    const added = targets.map(({ target }) => target).filter((target) => !before.includes(target));
    const states = added.length === 0 ? [] : await store.states(added);
    const checkedAt = new Map(states.map(({ target, last }) => [target, Date.parse(last.checked_at)]));
    this.#schedule.update(targets, (target) => checkedAt.get(target) ?? null, this.#now());
    if (before.length === 0) return;
    const removed = before.length + added.length - this.#schedule.targets.length;
    if (added.length + removed > 0) log.say(`targets: ${added.length} added, ${removed} removed`);
  }

  async #deliverAll(): Promise<void> {
    const { stop, random, endpoint } = this.#options;
    if (endpoint === null) return await this.#sayWhatWaits();
    const delivering: Delivering = {
      ...this.#options,
      endpoint,
      onAttempt: (message, attempt) => this.#sayAttempt(message, attempt),
    };
    // A start is a good moment to try again whatever waits.
    let failures = 0;
    for (let all = true; !stop.aborted; all = false) {
      const result = await this.#untilDone(() => deliverWaiting(delivering, all));
      failures = result?.trouble ? failures + 1 : 0;
      if (failures > 0) {
        // Each message has its own patience; the endpoint's is that of whoever has failed with it.
        await this.#options.sleep(
          Math.max(backoff(failures, random), (result?.nextAt ?? 0) - this.#now()),
          stop,
        );
      } else {
        await this.#webhookBell.rung((result?.nextAt ?? Infinity) - this.#now());
      }
    }
  }

  #sayAttempt({ target, attempts }: Message, attempt: Attempt): void {
    if (attempt.kind === "delivered") return this.#options.log.say(`${target}: the webhook is delivered`);
    const when = new Date(attempt.nextAt).toISOString();
    this.#options.log.say(
      `${target}: the webhook is not delivered, ${attempt.reason}; attempt ${attempts}, the next at ${when}`,
    );
  }

  async #sayWhatWaits(): Promise<void> {
    const { webhooks: { waiting } } = await this.snapshot();
    if (waiting === 0) return;
    const what = waiting === 1 ? "1 webhook waits" : `${waiting} webhooks wait`;
    this.#options.log.say(`${what} in the store to be delivered, and --webhook does not say where`);
  }

  get #readInterval(): number {
    return Math.min(READ_AGAIN_MS, this.#options.intervalMs);
  }

  #now(): number {
    return this.#options.now().getTime();
  }
}

/** Sleep that ends early when there is something to do. */
class Bell {
  #waking = new AbortController();

  constructor(private readonly options: Pick<WatcherOptions, "sleep" | "stop">) {}

  ring(): void {
    this.#waking.abort();
  }

  async rung(ms: number): Promise<void> {
    const { sleep, stop } = this.options;
    if (ms > 0) await sleep(ms, AbortSignal.any([this.#waking.signal, stop]));
    if (this.#waking.signal.aborted) this.#waking = new AbortController();
  }
}
