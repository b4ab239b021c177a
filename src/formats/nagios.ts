/**
 * One line for Nagios, Icinga and their family, by the monitoring plugins' guidelines: state, text, performance data;
 * then the steps that failed and what to do. The exit status is the verdict's in every format.
 */
import type { Report, Verdict } from "../report/mod.ts";
import { escapeForTerminal } from "./escape.ts";
import { performanceData } from "./nagios/performance_data.ts";

const states: Readonly<Record<Verdict, string>> = {
  pass: "OK",
  warn: "WARNING",
  fail: "CRITICAL",
  unknown: "UNKNOWN",
};

export function formatNagios(report: Report): string {
  const { target, verdict, summary } = report;
  const host = target.port === 443 ? target.hostname : `${target.hostname}:${target.port}`;
  const first = `TLS ${states[verdict]} - ${plain(host)}: ${plain(summary)}`;
  const data = performanceData(report);
  return [`${first}${data === "" ? "" : ` | ${data}`}`, ...further(report)].join("\n") + "\n";
}

/** Long output: read by people, cut by no monitor at the first line. */
function further({ steps, findings }: Report): string[] {
  return [
    ...steps.filter(({ error }) => error !== null).map(({ title, error }) =>
      plain(`${title}: ${error!.message}`)
    ),
    ...findings.filter(({ severity }) => severity !== "info").map(({ title, remedy }) =>
      plain(`${title}: ${remedy}`)
    ),
  ];
}

/** The bar separates text from data, so it cannot stand in either. */
function plain(text: string): string {
  return escapeForTerminal(text).replaceAll("|", "\\u{7c}");
}
