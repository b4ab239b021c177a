/** One check of a watched target, from its state to its row: what the machine's loop and the platforms' share. */
import type { Report } from "../report/mod.ts";
import { decide, type Decision } from "./decide.ts";
import { messageAbout } from "./event.ts";
import { observe } from "./observation.ts";
import type { Message, WatchStore } from "./store.ts";

export interface Watching {
  readonly store: WatchStore;
  readonly check: (target: string) => Promise<Report>;
  /** As `decide` has it. */
  readonly confirm: number;
  /** Whether a change becomes a webhook. */
  readonly webhooks: boolean;
  readonly now: () => Date;
}

/** A decision that is recorded, with the webhook that is now in the store. */
export interface RecordedDecision extends Decision {
  readonly message: Message | null;
}

/** Someone else may record checks of the same target so often in between. */
const ATTEMPTS_MAX = 5;

/** `null` when someone else has recorded a later check. Rejects with what the store rejects with. */
export async function recordReport(
  watching: Watching,
  target: string,
  report: Report,
): Promise<RecordedDecision | null> {
  const { store, confirm, webhooks, now } = watching;
  const observation = observe(report);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const before = await store.state(target);
    if (before !== null && before.last.checked_at >= observation.checked_at) return null;
    const decision = decide(before, target, observation, confirm);
    const { state, row, change } = decision;
    const message = change === null || !webhooks
      ? null
      : messageAbout(change, `msg_${crypto.randomUUID()}`, now());
    if (await store.record({ state, row, message })) return { ...decision, message };
  }
  throw new Error(`${target} is being recorded by too many at once`);
}

/** Rejects as `recordReport` does, and with `OptionError` for a target that is none. */
export async function checkTarget(watching: Watching, target: string): Promise<RecordedDecision | null> {
  return await recordReport(watching, target, await watching.check(target));
}
