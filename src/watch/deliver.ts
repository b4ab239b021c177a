/**
 * Delivers the webhooks that wait in the store. One leaves it only after a 2xx, so that each arrives at least once,
 * always under the same identifier, however often the process ends in between.
 */
import { ATTEMPT_TIMEOUT_MS, type Endpoint, type Outcome, send } from "./endpoint.ts";
import type { Message, WatchStore } from "./store.ts";

export interface Delivering {
  readonly store: WatchStore;
  readonly endpoint: Endpoint;
  readonly now: () => Date;
  /** From 0 to 1, as `Math.random`. */
  readonly random: () => number;
  readonly onAttempt: (message: Message, attempt: Attempt) => void;
  /** What is being sent is finished, and nothing else is begun. */
  readonly stop?: AbortSignal;
}

const FIRST_DELAY_MS = 5_000;
const DELAY_FACTOR = 3;
export const DELAY_MAX_MS = 3_600_000;

/** Nobody else takes a message for so long, unless it has been dealt with before. */
const LEASE_MS = ATTEMPT_TIMEOUT_MS + 5_000;

const MESSAGES_AT_ONCE = 1000;

/** How long to wait after the `attempts`th attempt has failed: 5 s, 15 s, 45 s, … up to an hour, less up to half. */
export function backoff(attempts: number, random: () => number): number {
  const most = Math.min(DELAY_MAX_MS, FIRST_DELAY_MS * DELAY_FACTOR ** (attempts - 1));
  return Math.round(most * (1 - random() / 2));
}

export interface Delivered {
  /** When to come again, in milliseconds since the epoch; `null` when nothing waits. */
  readonly nextAt: number | null;
  /** The endpoint itself is in trouble: every message would have fared the same. */
  readonly trouble: boolean;
}

/**
 * Goes through what is due, the oldest first, until nothing is, the endpoint is in trouble, or it is stopped. Rejects
 * when the store fails. `all`: what is not due yet, too.
 */
export async function deliverWaiting(delivering: Delivering, all = false): Promise<Delivered> {
  const { store, now, stop } = delivering;
  for (;;) {
    const messages = await store.waiting(MESSAGES_AT_ONCE);
    const due = messages.filter(({ next_at }) => all || next_at <= now().getTime());
    if (due.length === 0) return { nextAt: messages.reduce(earliest, null), trouble: false };
    for (const message of due) {
      if (stop?.aborted) return { nextAt: message.next_at, trouble: false };
      const outcome = await deliver(delivering, message);
      if (outcome?.kind === "failed" && outcome.general) return { nextAt: outcome.nextAt, trouble: true };
    }
    all = false;
  }
}

export type Attempt = Extract<Outcome, { kind: "delivered" }> | Failed;

interface Failed extends Extract<Outcome, { kind: "failed" }> {
  readonly nextAt: number;
}

/** One attempt; `null` when there was none, as someone else has the message. */
export async function deliver(
  { store, endpoint, now, random, onAttempt }: Delivering,
  message: Message,
): Promise<Attempt | null> {
  const taken = { ...message, attempts: message.attempts + 1, next_at: now().getTime() + LEASE_MS };
  if (!await store.replace(message, taken)) return null;
  const outcome = await send(endpoint, taken, now());
  if (outcome.kind === "delivered") {
    await store.remove(taken);
    onAttempt(taken, outcome);
    return outcome;
  }
  const nextAt = now().getTime() + Math.max(backoff(taken.attempts, random), outcome.retryAfterMs);
  await store.replace(taken, { ...taken, next_at: nextAt, last_error: outcome.reason });
  const attempt = { ...outcome, nextAt };
  onAttempt(taken, attempt);
  return attempt;
}

function earliest(found: number | null, { next_at }: Message): number {
  return found === null ? next_at : Math.min(found, next_at);
}
