/** Names that a server has, against those that a profile allows, forbids or asks for. */
import type { SetCheck } from "../../report/profile.ts";
import type { Outcome } from "./outcome.ts";

/** Names that were found, and whether there may be more. */
export interface Names {
  readonly found: readonly string[];
  readonly complete: boolean;
}

/** `what`: what the names are of, as a sentence begins with it: "Cipher suites". */
export function checkSet(
  { only, none_of, all_of, any_of }: SetCheck,
  { found, complete }: Names,
  what: string,
): Outcome {
  const forbidden = found.filter((name) =>
    only !== undefined && !matchesAny(name, only) || none_of !== undefined && matchesAny(name, none_of)
  );
  if (forbidden.length > 0) {
    return { status: "not_met", detail: `${what} that should not be: ${list(forbidden)}` };
  }
  const missing = (all_of ?? []).filter((pattern) => !found.some((name) => matches(name, pattern)));
  const hasAny = any_of === undefined || found.some((name) => matchesAny(name, any_of));
  if (missing.length > 0 || !hasAny) {
    const wanted = missing.length > 0 ? list(missing) : `one of ${list(any_of!)}`;
    if (complete) return { status: "not_met", detail: `${what} that are missing: ${wanted}` };
    return { status: "unknown", detail: `Not all is known of the ${lower(what)}; wanted: ${wanted}` };
  }
  if (!complete && (only !== undefined || none_of !== undefined)) {
    return { status: "unknown", detail: `Not all is known of the ${lower(what)}` };
  }
  return { status: "met", detail: decisive({ only, all_of, any_of }, found) };
}

/** Of what was found, that which is asked for; where nothing is, but only what must not be, there is none to name. */
function decisive({ only, all_of, any_of }: SetCheck, found: readonly string[]): string {
  const wanted = only ?? [...all_of ?? [], ...any_of ?? []];
  const named = found.filter((name) => matchesAny(name, wanted));
  return named.length === 0 ? "None" : list(named);
}

export function matchesAny(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matches(name, pattern));
}

/** A pattern may come from a file: each part is looked for once, from left to right, and none of it is a program. */
function matches(name: string, pattern: string): boolean {
  const [first = "", ...parts] = pattern.toLowerCase().split("*");
  const text = name.toLowerCase();
  if (parts.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  const last = parts.pop()!;
  let from = first.length;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

const MOST_NAMED = 8;

function list(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

function lower(text: string): string {
  return text[0]!.toLowerCase() + text.slice(1);
}
