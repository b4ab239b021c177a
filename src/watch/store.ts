/** What a watch remembers: a state and a bounded history for each target, and the webhooks that are not delivered yet. */
import type { Row, TargetState } from "./decide.ts";

export interface WatchStore {
  state(target: string): Promise<TargetState | null>;
  /** The states of these targets that have one. */
  states(targets: readonly string[]): Promise<TargetState[]>;
  /** The newest first. */
  history(target: string, limit: number): Promise<Row[]>;
  /**
   * Writes all of it or, rejecting, none of it. `false`, and nothing written, when someone else has recorded
   * this check, by its `sequence`, since the target's state was read.
   */
  record(recorded: Recorded): Promise<boolean>;
  /** The oldest first. */
  waiting(limit: number): Promise<Message[]>;
  message(id: string): Promise<Message | null>;
  /** Replaces `before`. `false` when it is not there as it was: someone else has it, or it is delivered. */
  replace(before: Message, after: Message): Promise<boolean>;
  remove(message: Message): Promise<void>;
  /** Forgets targets that have not been checked for as long as a history goes back, and what is too old of the others. */
  prune(now: Date): Promise<void>;
}

export interface Recorded {
  readonly state: TargetState;
  readonly row: Row;
  readonly message: Message | null;
}

/** A webhook until it is delivered. */
export interface Message {
  /** The same for every attempt. No full stop in it: the signature puts one behind it. */
  readonly id: string;
  readonly target: string;
  /** Letter for letter what is sent. */
  readonly body: string;
  /** Milliseconds since the epoch, as `next_at`. */
  readonly created_at: number;
  readonly attempts: number;
  /** Not to be sent before. */
  readonly next_at: number;
  readonly last_error: string | null;
}

/** A year, and as many rows: a history ends with whichever comes first. */
export const HISTORY_DAYS = 365;
export const HISTORY_ROWS = 10_000;

export function historyStart(now: Date): Date {
  return new Date(now.getTime() - HISTORY_DAYS * 86_400_000);
}
