/** The report as JSON: indented alone, on one line among several (NDJSON). Safe to print on a terminal. */
import type { Report } from "../report/mod.ts";
import { escapeInJson } from "./escape.ts";
import type { FormatOptions } from "./format.ts";

export function formatJson(report: Report, { several = false }: Partial<FormatOptions> = {}): string {
  return escapeInJson(JSON.stringify(report, null, several ? undefined : 2)) + "\n";
}
