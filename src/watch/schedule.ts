/**
 * Who is due, on one machine: each target on a schedule of its own, so that the checks spread over the interval. Never
 * two checks of one host at once, however many ports of it are watched, nor two of a target because one is slow.
 */
export interface Scheduled {
  readonly target: string;
  /** One check at a time for each. */
  readonly host: string;
}

interface Turn extends Scheduled {
  dueAt: number;
  running: boolean;
  /** Is forgotten when its check has ended. */
  removed: boolean;
}

/** New targets begin so far apart, so that a long file is not checked all at once. */
const APART_MS = 100;

/** Each interval is longer or shorter by up to so much of it. */
const JITTER = 0.05;

export class Schedule {
  readonly #turns = new Map<string, Turn>();

  constructor(
    private readonly intervalMs: number,
    /** From 0 to 1, as `Math.random`. */
    private readonly random: () => number,
  ) {}

  /** The targets from now on. `checkedAt`: when a target was last checked; milliseconds since the epoch, as all times. */
  update(targets: readonly Scheduled[], checkedAt: (target: string) => number | null, now: number): void {
    const wanted = new Set(targets.map(({ target }) => target));
    for (const turn of this.#turns.values()) {
      turn.removed = !wanted.has(turn.target);
      if (turn.removed && !turn.running) this.#turns.delete(turn.target);
    }
    let added = 0;
    for (const { target, host } of targets) {
      if (this.#turns.has(target)) continue;
      const last = checkedAt(target);
      const dueAt = Math.max(last === null ? now : this.#after(last, now), now + APART_MS * added++);
      this.#turns.set(target, { target, host, dueAt, running: false, removed: false });
    }
  }

  /** Takes the target that has been due for longest; it runs until `ended`. */
  take(now: number): Scheduled | null {
    const first = this.#waiting()[0];
    if (first === undefined || first.dueAt > now) return null;
    first.running = true;
    return first;
  }

  /** `startedAt`: of the check that has ended. */
  ended(target: string, startedAt: number, now: number): void {
    const turn = this.#turns.get(target);
    if (turn === undefined) return;
    if (turn.removed) this.#turns.delete(target);
    turn.running = false;
    turn.dueAt = this.#after(startedAt, now);
  }

  /** When `take` has something again; `null`: not before a check ends. */
  next(): number | null {
    return this.#waiting()[0]?.dueAt ?? null;
  }

  dueAt(target: string): number | null {
    return this.#turns.get(target)?.dueAt ?? null;
  }

  get targets(): string[] {
    return [...this.#turns.values()].filter(({ removed }) => !removed).map(({ target }) => target);
  }

  /** Those that may begin, the one that has been due for longest first. */
  #waiting(): Turn[] {
    const turns = [...this.#turns.values()];
    const busy = new Set(turns.filter(({ running }) => running).map(({ host }) => host));
    return turns.filter(({ host, removed }) => !busy.has(host) && !removed).sort((a, b) => a.dueAt - b.dueAt);
  }

  /** A clock that was set back must not make anyone wait for more than an interval. */
  #after(last: number, now: number): number {
    return Math.min(last, now) + this.intervalMs * (1 + JITTER * (2 * this.random() - 1));
  }
}
