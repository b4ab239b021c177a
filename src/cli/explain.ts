/** `--explain`: what a word of a report means. Nothing is read or contacted. */
import { nearest } from "../check/nearest.ts";
import { explain as topicsOf, explainedNames } from "../explain/mod.ts";
import { formatExplanation, formatExplanationJson } from "../formats/mod.ts";
import type { CheckCommand } from "./command.ts";
import type { Io } from "./io.ts";
import { textOptions } from "./rendering.ts";
import { UsageError } from "./usage_error.ts";

/** Resolves to the exit status. Rejects with UsageError when nothing is called so. */
export async function explain(command: CheckCommand, io: Io): Promise<number> {
  const { targets, format } = command;
  // As in --explain alert 40
  const query = [command.explain, ...targets].join(" ");
  const topics = topicsOf(query);
  if (topics.length === 0) throw unknown(query);
  if (format !== "text" && format !== "json") {
    throw new UsageError(`--explain has no format ${format}`, "Leave --format out, or ask for json");
  }
  await io.stdout.write(
    format === "json"
      ? formatExplanationJson(topics)
      : formatExplanation(topics, textOptions(command, io.stdout, io)),
  );
  return 0;
}

function unknown(query: string): UsageError {
  const near = suggestions(query);
  return new UsageError(
    `Nothing in a report is called ${JSON.stringify(query.slice(0, 80))}`,
    near.length === 0
      ? "A step (3, authentication), a finding (certificate.expired), an error (bad_finished) or a code point (0x1301, x25519, alert 40)"
      : `Did you mean ${near.join(", ")}?`,
  );
}

const mostSuggestions = 3;

/** The names that were probably meant, the nearest first. */
function suggestions(query: string): string[] {
  const left = new Map(explainedNames().map((name) => [name.toLowerCase(), name]));
  const found: string[] = [];
  while (found.length < mostSuggestions) {
    const name = nearest(query.toLowerCase(), [...left.keys()]);
    if (name === null) break;
    found.push(left.get(name)!);
    left.delete(name);
  }
  return found;
}
