/** A report in a few lines: the verdict, the target, the summary. */
import type { Report } from "../report/mod.ts";
import { escapeForTerminal } from "./escape.ts";
import type { TextOptions } from "./format.ts";
import { verdictMark } from "./marks.ts";
import { paint } from "./paint.ts";
import { wrap } from "./wrap.ts";

const indent = " ".repeat(4);

/** `address`: to be told when there are more. */
export function formatBrief(
  report: Report,
  { color, width }: TextOptions,
  address: string | null = null,
): string {
  const style = paint(color);
  const summary = wrap(escapeForTerminal(report.summary), width - indent.length);
  const at = address === null ? "" : ` at ${escapeForTerminal(address)}`;
  return [
    `${verdictMark(report.verdict, style)}  ${style.bold(authority(report))}${at}`,
    ...summary.map((line) => indent + line),
    "",
  ].join("\n");
}

/** `example.com:443`, an IPv6 address in brackets. */
export function authority({ target: { hostname, port } }: Report): string {
  const host = escapeForTerminal(hostname);
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}
