/** One target's reports, an address each: in brief, then how the addresses differ, in one line each. */
import { addressDifferences, differenceLine } from "../comparison/mod.ts";
import type { Report } from "../report/mod.ts";
import { formatBrief } from "./brief.ts";
import { escapeForTerminal } from "./escape.ts";
import type { TextOptions } from "./format.ts";
import { paint } from "./paint.ts";

/** Two names and a fingerprint for each of as many addresses as are checked. */
const longestLine = 8_000;

export function formatAddresses(reports: readonly Report[], options: TextOptions): string {
  const briefs = reports.map((report) => formatBrief(report, options, report.address));
  const lines = addressDifferences(reports)
    .map((difference) => `    ${escapeForTerminal(differenceLine(difference), longestLine)}\n`);
  if (reports.length === 1) return briefs.join("");
  const { bold } = paint(options.color);
  const heading = lines.length === 0
    ? `  The ${reports.length} addresses are alike`
    : bold(`  The addresses differ`);
  return `${briefs.join("")}${heading}\n${lines.join("")}`;
}
