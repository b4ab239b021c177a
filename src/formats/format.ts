/** What a format is: a report in, text out that ends with a line break. Pure. */
import type { Report } from "../report/mod.ts";

export interface TextOptions {
  /** Emphasis by ANSI sequences. */
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

export interface FormatOptions extends TextOptions {
  /** The report is one of several: text comes in brief, JSON on one line. */
  readonly several?: boolean;
  /** Every byte is to be seen, where the report has them. */
  readonly bytes?: boolean;
}

export type Format = (report: Report, options: FormatOptions) => string;
