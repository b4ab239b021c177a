/** Reads the command line of `deno task watch`. Pure: what it names is not looked at. */
import { checkTogether, readOptions } from "../arguments.ts";
import { UsageError } from "../usage_error.ts";
import { emptyWatchDraft, type WatchCommand } from "./command.ts";
import { watchOptions } from "./options.ts";

/** A command, or what was asked for instead. Throws UsageError. */
export function parseWatchArguments(args: readonly string[]): WatchCommand {
  const draft = emptyWatchDraft();
  try {
    readOptions(args, draft, watchOptions, "watch");
    if (draft.information === null) checkCommand(draft);
  } catch (error) {
    // Asking for help comes before all.
    if (draft.information === null) throw error;
  }
  return draft;
}

function checkCommand(draft: WatchCommand): void {
  checkTogether({ ...draft });
  if (draft.targets.length === 0 && draft.files.length === 0) {
    throw new UsageError("No target is given", "deno task watch --file hosts.txt, or deno task watch --help");
  }
}
