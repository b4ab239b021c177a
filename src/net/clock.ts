/** Time from outside, so that everything that judges or measures can be given another. */
export interface Clock {
  /** The wall clock: certificates are judged by it. */
  now(): Date;
  /** Milliseconds from an arbitrary origin, never going back: durations are measured with it. */
  monotonic(): number;
  /** The platform's own without it. */
  readonly timer?: Timer;
}

/** Calls `act` that many milliseconds from now, unless what it gives is called before. */
export type Timer = (act: () => void, milliseconds: number) => () => void;
