/** The end of many checks: a table of what did not pass and why, a line each, then the numbers. */
import { escapeForTerminal, type TextOptions } from "../../formats/mod.ts";
import { displayWidth, padEnd, slices } from "../../formats/display_width.ts";
import { mark } from "../../formats/marks.ts";
import { type Paint, paint } from "../../formats/paint.ts";
import { wrap } from "../../formats/wrap.ts";
import type { Fate, Row, Tally } from "./tally.ts";

const gap = "  ";

/** `total`: of targets, those that were never reached included. */
export function summary(tally: Tally, total: number, { color, width }: TextOptions): string {
  const style = paint(color);
  const { rows, left } = tally.rows;
  return [
    "",
    ...rows.length === 0 ? [] : [...table(rows, width, style), ...more(left), ""],
    ...wrap(tally.sentence(total), width),
    "",
  ].join("\n");
}

function table(rows: readonly Row[], width: number, style: Paint): string[] {
  const names = rows.map(({ target }) => escapeForTerminal(target));
  const nameColumns = Math.min(
    Math.floor(width * 0.4),
    Math.max("target".length, ...names.map(displayWidth)),
  );
  const fateColumns = Math.max("verdict".length, ...rows.map(({ fate }) => word(fate).length));
  const reasonColumns = Math.max(10, width - 2 - fateColumns - nameColumns - 2 * gap.length);
  const line = (fate: string, name: string, reason: string) =>
    [padEnd(fate, fateColumns), padEnd(fit(name, nameColumns), nameColumns), fit(reason, reasonColumns)]
      .join(gap);
  return [
    gap + style.dim(line("verdict", "target", "reason")),
    ...rows.map(({ fate, reason }, index) =>
      `${mark(fate ?? "skipped", style)} ${line(word(fate), names[index]!, escapeForTerminal(reason))}`
    ),
  ];
}

function more(left: number): string[] {
  return left === 0 ? [] : [`${gap}and ${left} more`];
}

function word(fate: Fate): string {
  return fate ?? "not checked";
}

function fit(text: string, columns: number): string {
  return displayWidth(text) <= columns ? text : slices(text, columns - 1)[0] + "…";
}
