/** One target's check, with whoever waits told how it goes. */
import { type CheckOptions, OptionError } from "../check.ts";
import type { Report } from "../report/mod.ts";
import type { CheckCommand } from "./command.ts";
import type { Io } from "./io.ts";
import type { Progress } from "./progress.ts";

/** Why there is no report, and what would help. */
export interface Problem {
  readonly message: string;
  readonly hint: string;
}

/** At least one report; `options` are the command's own. */
export async function outcomeOf(
  target: string,
  { allAddresses }: CheckCommand,
  options: CheckOptions,
  progress: Progress,
  io: Io,
): Promise<readonly Report[] | Problem> {
  progress.started(target);
  try {
    if (allAddresses) return await io.checkAddresses(target, options);
    for await (const event of io.check(target, options)) {
      if (event.type === "report") return [event.report];
      if (event.type === "step") progress.settled(event.step.id);
      else progress.probed(event.probe.title);
    }
    throw new Error("the check ended without a report");
  } catch (error) {
    if (error instanceof OptionError) return { message: error.message, hint: error.hint };
    const reason = error instanceof Error ? error.message : String(error);
    return {
      message: `Internal error: ${reason}`,
      hint: "This is a bug; please report it with the command line",
    };
  }
}
