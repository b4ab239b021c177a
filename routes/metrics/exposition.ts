/** The service's own series as Prometheus text, 0.0.4. Label values are from short lists of ours. */
import { VERSION } from "../../src/check/version.ts";
import { type Labels, seriesOf } from "../../src/formats/prometheus/series.ts";
import type { Histogram } from "./histogram.ts";
import type { Tally } from "./tally.ts";

export interface ServiceState {
  readonly tally: Tally;
  /** Checks that run now. */
  readonly running: number;
  /** Checks that wait for a place. */
  readonly waiting: number;
  readonly runtime: { readonly name: string; readonly version: string };
}

interface Series {
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly help: string;
  lines(name: string, state: ServiceState): string;
}

const series: readonly Series[] = [
  {
    name: "tls_checker_checks_total",
    type: "counter",
    help: "Checks that were made, by verdict",
    lines: (name, { tally }) => byLabel(name, "verdict", tally.checks),
  },
  {
    name: "tls_checker_check_duration_seconds",
    type: "histogram",
    help: "How long checks took, with the runtime's own handshake",
    lines: (name, { tally }) => buckets(name, tally.durations),
  },
  {
    name: "tls_checker_answers_total",
    type: "counter",
    help: "Answers with a report, by where it is from: a check, one shared with others who asked, or kept",
    lines: (name, { tally }) => byLabel(name, "source", tally.answers),
  },
  {
    name: "tls_checker_refusals_total",
    type: "counter",
    help: "Checks that were asked for and not made, by reason",
    lines: (name, { tally }) => byLabel(name, "reason", tally.refusals),
  },
  {
    name: "tls_checker_checks_running",
    type: "gauge",
    help: "Checks that run now",
    lines: (name, { running }) => sample(name, {}, running),
  },
  {
    name: "tls_checker_checks_waiting",
    type: "gauge",
    help: "Checks that wait for others to end",
    lines: (name, { waiting }) => sample(name, {}, waiting),
  },
  {
    name: "tls_checker_build_info",
    type: "gauge",
    help: "What runs here",
    lines: (name, { runtime }) =>
      sample(name, { version: VERSION, runtime: runtime.name, runtime_version: runtime.version }, 1),
  },
];

export function exposition(state: ServiceState): string {
  return series.map(({ name, type, help, lines }) =>
    `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines(name, state)}`
  ).join("");
}

function byLabel(name: string, label: string, counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts).map(([value, count]) => sample(name, { [label]: value }, count)).join("");
}

function buckets(name: string, { bounds, counts, count, sum }: Histogram): string {
  const at = (le: string, value: number) => sample(`${name}_bucket`, { le }, value);
  return [
    ...bounds.map((bound, index) => at(String(bound), counts[index]!)),
    at("+Inf", count),
    sample(`${name}_sum`, {}, sum),
    sample(`${name}_count`, {}, count),
  ].join("");
}

function sample(name: string, labels: Labels, value: number): string {
  return `${seriesOf(name, labels)} ${value}\n`;
}
