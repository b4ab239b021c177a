/** How things stand: what the page shows and the API answers. */
import type { Row, TargetState } from "./decide.ts";
import type { WatchStore } from "./store.ts";

export interface WatchView {
  snapshot(): Promise<Snapshot>;
  /** The newest first; `null` for a target that is not watched. */
  history(target: string, limit: number): Promise<Row[] | null>;
}

export interface Snapshot {
  /** RFC 3339, UTC, as all times. */
  readonly at: string;
  /** `null` where the platform decides. */
  readonly every_seconds: number | null;
  readonly targets: readonly WatchedTarget[];
  readonly webhooks: {
    /** Those that are not delivered yet. */
    readonly waiting: number;
    readonly oldest_at: string | null;
    readonly last_error: string | null;
  };
  /** What keeps results from being recorded; `null` when nothing does. */
  readonly problem: string | null;
}

export interface WatchedTarget {
  readonly target: string;
  /** `null` before the first check. */
  readonly state: TargetState | null;
  readonly next_at: string | null;
}

export interface SnapshotOptions {
  readonly everySeconds: number | null;
  readonly problem: string | null;
  /** Milliseconds since the epoch; `null`: it runs, or nobody knows. */
  readonly dueAt: (target: string) => number | null;
}

const WAITING_MAX = 1000;

export async function snapshotOf(
  store: WatchStore,
  targets: readonly string[],
  now: Date,
  { everySeconds, problem, dueAt }: SnapshotOptions,
): Promise<Snapshot> {
  const [states, waiting] = await Promise.all([store.states(targets), store.waiting(WAITING_MAX)]);
  const stateOf = new Map(states.map((state) => [state.target, state]));
  return {
    at: now.toISOString(),
    every_seconds: everySeconds,
    targets: targets.map((target) => ({
      target,
      state: stateOf.get(target) ?? null,
      next_at: timeOf(dueAt(target)),
    })),
    webhooks: {
      waiting: waiting.length,
      oldest_at: timeOf(waiting[0]?.created_at ?? null),
      last_error: waiting.findLast(({ last_error }) => last_error !== null)?.last_error ?? null,
    },
    problem,
  };
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
