/** When the end of a certificate will be a warning, and when a failure. */
import type { Report } from "../../report/mod.ts";
import { inWords } from "../../rules/duration.ts";
import { type Page, table } from "./page.ts";

export function expiry({ expiry, started_at }: Report, page: Page): string[] {
  if (expiry === null) return [];
  const now = Date.parse(started_at);
  const rows = [
    ["Warning", expiry.warning_at],
    ["Failure", expiry.critical_at],
    ["End", expiry.not_after],
  ] as const;
  return [
    page.style.bold("Expiry"),
    ...table(rows.map(([label, at]) => [label, `${time(at)}, ${when(Date.parse(at) - now)}`]), 0, page),
  ];
}

/** To the minute: a certificate may live for six days. */
function time(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

function when(ahead: number): string {
  return ahead < 0 ? `${inWords(-ahead)} ago` : `in ${inWords(ahead)}`;
}
