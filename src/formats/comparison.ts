/** What has changed since an earlier report, in plain words or as JSON. */
import type { Change, Comparison } from "../comparison/mod.ts";
import { lowerFirst } from "../rules/lower_first.ts";
import { escapeForTerminal, escapeInJson } from "./escape.ts";
import type { FormatOptions, TextOptions } from "./format.ts";
import { paint } from "./paint.ts";

/** Names of as many certificates as a server sends. */
const longestLine = 4_000;

export function formatComparison(comparison: Comparison, { color }: TextOptions): string {
  const { bold } = paint(color);
  const { before, changes, findings } = comparison;
  const lines = [
    ...changes.map(changeLine),
    ...findings.new.map(({ id, title }) => `New finding: ${lowerFirst(title)} (${id})`),
    ...findings.gone.map(({ id, title }) => `No longer: ${lowerFirst(title)} (${id})`),
  ];
  const since = before.started_at.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC");
  const heading = lines.length === 0
    ? `  Nothing has changed since ${since}`
    : bold(`  What has changed since ${since}`);
  return [heading, ...lines.map((line) => `    ${escapeForTerminal(line, longestLine)}`), ""].join("\n");
}

export function formatComparisonJson(comparison: Comparison, { several = false }: FormatOptions): string {
  const json = JSON.stringify({ schema_version: 1, ...comparison }, null, several ? undefined : 2);
  return escapeInJson(json) + "\n";
}

function changeLine({ label, before, after }: Change): string {
  return `${label}: ${before ?? "not known"} → ${after ?? "not known"}`;
}
