/** What the sections of the text are set on. */
import type { Report } from "../../report/mod.ts";
import { displayWidth, padEnd } from "../display_width.ts";
import type { Paint } from "../paint.ts";
import { wrap } from "../wrap.ts";

export interface Page {
  /** Columns. */
  readonly width: number;
  readonly style: Paint;
}

/** Lines without line breaks; none when there is nothing to say. */
export type Section = (report: Report, page: Page) => string[];

/** `text`, which is escaped already, wrapped behind `start`, which takes `columns` without its emphasis. */
export function hanging(start: string, columns: number, text: string, { width }: Page): string[] {
  return wrap(text, width - columns).map((line, index) => (index === 0 ? start : " ".repeat(columns)) + line)
    .map((line) => line.trimEnd());
}

/** A label and its value on each row, the values below each other. */
export function table(
  rows: readonly (readonly [label: string, value: string])[],
  indent: number,
  page: Page,
): string[] {
  const labels = Math.max(0, ...rows.map(([label]) => displayWidth(label)));
  return rows.flatMap(([label, value]) =>
    hanging(
      " ".repeat(indent) + page.style.dim(padEnd(label, labels)) + "  ",
      indent + labels + 2,
      value,
      page,
    )
  );
}
