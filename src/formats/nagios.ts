/**
 * One line for Nagios, Icinga and their family, by the monitoring plugins' guidelines: state, text, performance data;
 * then the steps that failed and what to do. The exit status is the verdict's in every format.
 *
 * A monitor shows the first line and reads no other: it speaks for all targets, and of what could not be checked too.
 */
import type { Report, Verdict } from "../report/mod.ts";
import { escapeForTerminal } from "./escape.ts";
import { labelled, performanceData } from "./nagios/performance_data.ts";

const states: Readonly<Record<Verdict, string>> = {
  pass: "OK",
  warn: "WARNING",
  fail: "CRITICAL",
  unknown: "UNKNOWN",
};

/** The worst first, as for the exit status. */
const order: readonly Verdict[] = ["fail", "unknown", "warn", "pass"];

export function formatNagios(report: Report): string {
  const text = `${placeOf(report)}: ${plain(report.summary)}`;
  return lines(report.verdict, text, performanceData(report), further(report));
}

/** For a command that cannot be followed: a monitor sees no other output than this. */
export function formatNagiosUnknown(message: string, hint: string | null): string {
  return lines("unknown", plain(message), [], hint === null ? [] : [plain(hint)]);
}

interface Result {
  readonly verdict: Verdict;
  readonly text: string;
}

/** Several targets, and one state for all of them. */
export class NagiosPage {
  readonly #results: Result[] = [];
  readonly #data: string[] = [];

  /** `address`: to be told when a target has several. */
  add(report: Report, address: string | null): void {
    const place = placeOf(report) + (address === null ? "" : ` ${plain(address)}`);
    this.#results.push({ verdict: report.verdict, text: `${place}: ${plain(report.summary)}` });
    this.#data.push(...performanceData(report).map((row) => labelled(row, place)));
  }

  /** A target that there is no report of here. */
  tell(target: string, verdict: Verdict, message: string): void {
    this.#results.push({ verdict, text: `${plain(target)}: ${plain(message)}` });
  }

  toString(): string {
    const groups = order.map((verdict) => this.#results.filter((result) => result.verdict === verdict));
    const sorted = groups.flat();
    const [worst] = sorted;
    if (worst === undefined) return "";
    const counts = groups.flatMap((group) =>
      group.length === 0 ? [] : [`${group.length} ${states[group[0]!.verdict]}`]
    );
    const trouble = worst.verdict === "pass" ? "" : `; ${worst.text}`;
    return lines(
      worst.verdict,
      `${counts.join(", ")}${trouble}`,
      this.#data,
      sorted.map(({ verdict, text }) => `[${states[verdict]}] ${text}`),
    );
  }
}

function lines(
  verdict: Verdict,
  text: string,
  data: readonly string[],
  further: readonly string[],
): string {
  const first = `TLS ${states[verdict]} - ${text}${data.length === 0 ? "" : ` | ${data.join(" ")}`}`;
  return [first, ...further].join("\n") + "\n";
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

function placeOf({ target: { hostname, port } }: Report): string {
  const host = hostname.includes(":") && port !== 443 ? `[${hostname}]` : hostname;
  return plain(port === 443 ? host : `${host}:${port}`);
}

/** The bar separates text from data, so it cannot stand in either. */
function plain(text: string): string {
  return escapeForTerminal(text).replaceAll("|", "\\u{7c}");
}
