/** A command line of `deno task watch` that was understood. */
import { type Draft, emptyDraft } from "../command.ts";

export type WatchDraft = Draft & {
  everySeconds: number | null;
  webhook: string | null;
  store: string | null;
  confirm: number;
};

export type WatchCommand = Readonly<WatchDraft>;

export const DEFAULT_EVERY_SECONDS = 3600;

export function emptyWatchDraft(): WatchDraft {
  return { ...emptyDraft(), everySeconds: null, webhook: null, store: null, confirm: 1 };
}
