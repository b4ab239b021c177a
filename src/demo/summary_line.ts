/** The demonstration's table: one line for each server, and what to do below it, in 80 columns. */
import { padEnd, padStart } from "../formats/display_width.ts";
import { escapeForTerminal } from "../formats/escape.ts";
import { mark } from "../formats/marks.ts";
import { paint } from "../formats/paint.ts";
import { wrap } from "../formats/wrap.ts";
import type { Report } from "../report/types.ts";
import type { GalleryServer } from "./gallery.ts";
import { decisiveCode, decisiveRemedy, isAsExpected } from "./outcome.ts";

export function tableHeading(color: boolean): string {
  return paint(color).dim(`  ${columns("server", "verdict", "code", "time")}`);
}

/** As in `✔ healthy-tls13  pass    12 ms  as expected`. */
export function summaryLine(server: GalleryServer, report: Report, color: boolean): string {
  const style = paint(color);
  const { verdict, timings } = report;
  const known = columns(server.id, verdict, decisiveCode(report) ?? "", `${Math.round(timings.total_ms)} ms`);
  const comparison = isAsExpected(report, server.expected)
    ? style.dim("as expected")
    : style.red(`expected ${[server.expected.verdict, server.expected.code ?? []].flat().join(" ")}`);
  return `${mark(verdict, style)} ${known}  ${comparison}`;
}

/** What to do about it, below its line, as in `  → Renew the certificate`; nothing where all is well. */
export function remedyLines(report: Report, color: boolean): string[] {
  const remedy = decisiveRemedy(report);
  if (remedy === null) return [];
  return wrap(escapeForTerminal(remedy), tableWidth - remedyIndent)
    .map((line, index) => (index === 0 ? "  → " : " ".repeat(remedyIndent)) + paint(color).dim(line));
}

const tableWidth = 80;
const remedyIndent = 4;

function columns(server: string, verdict: string, code: string, time: string): string {
  return [padEnd(server, 20), padEnd(verdict, 7), padEnd(code, 27), padStart(time, 7)].join(" ");
}
