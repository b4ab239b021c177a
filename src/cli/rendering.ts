/** Reports as standard output is to have them: in a format, address by address, or against those of another day. */
import { compareReports } from "../comparison/mod.ts";
import {
  formatAddresses,
  formatBrief,
  formatComparison,
  formatComparisonJson,
  formatNagiosUnknown,
  type FormatOptions,
  formats,
  NagiosPage,
  PrometheusPage,
  type TextOptions,
} from "../formats/mod.ts";
import type { Report, Verdict } from "../report/mod.ts";
import type { CheckCommand } from "./command.ts";
import type { EarlierReports } from "./earlier_reports.ts";
import { badUsage, exitStatuses, worst } from "./exit_status.ts";
import type { Io, Output } from "./io.ts";
import type { Problem } from "./outcome.ts";

export interface Rendered {
  readonly text: string;
  /** What the exit status is at least, whatever the verdicts are. */
  readonly status: number;
  /** What there is no earlier report of. */
  readonly missing: boolean;
}

export class Rendering {
  readonly #command: CheckCommand;
  readonly #several: boolean;
  readonly #earlier: EarlierReports | null;
  readonly #options: FormatOptions;
  // One page for all: a metric's samples cannot come target by target, and a monitor reads the first line alone.
  readonly #metrics = new PrometheusPage();
  readonly #states = new NagiosPage();
  readonly #series = new Set<string>();

  constructor(command: CheckCommand, several: boolean, earlier: EarlierReports | null, io: Io) {
    this.#command = command;
    this.#several = several;
    this.#earlier = earlier;
    this.#options = {
      ...textOptions(command, io.stdout, io),
      several,
      bytes: command.options.bytes === true,
    };
  }

  /** All reports of one target. */
  render(reports: readonly Report[]): Rendered {
    const earlier = this.#earlier;
    if (earlier === null) return { text: this.#format(reports), status: 0, missing: false };
    const rendered = reports.map((report) => this.#compare(report, earlier));
    return {
      text: rendered.map(({ text }) => text).join(""),
      status: worst(...rendered.map(({ status }) => status)),
      missing: rendered.some(({ missing }) => missing),
    };
  }

  /** A target that could not be checked: what standard output has of it. */
  miss(target: string, { message, hint }: Problem): string {
    if (this.#command.format !== "nagios") return "";
    if (!this.#several) return formatNagiosUnknown(message, hint);
    this.#states.tell(target, "unknown", message);
    return "";
  }

  /** A target whose report is not given again. */
  recall(target: string, verdict: Verdict, summary: string): void {
    if (this.#command.format === "nagios") this.#states.tell(target, verdict, summary);
  }

  /** What can only be said when all targets are done. */
  end(): string {
    return this.#metrics.toString() + this.#states.toString();
  }

  #format(reports: readonly Report[]): string {
    const { format, allAddresses } = this.#command;
    if (this.#several && (format === "prometheus" || format === "nagios")) {
      this.#addToPage(reports);
      return "";
    }
    if (allAddresses && format === "text") return formatAddresses(reports, this.#options);
    return reports.map((report) => formats[format](report, this.#options)).join("");
  }

  #compare(report: Report, earlierReports: EarlierReports): Rendered {
    const { format, allAddresses } = this.#command;
    const earlier = earlierReports.find(report, allAddresses);
    const brief = format === "json"
      ? ""
      : formatBrief(report, this.#options, allAddresses ? report.address : null);
    if (earlier === null) return { text: brief, status: badUsage, missing: true };
    const comparison = compareReports(earlier, report);
    const text = format === "json"
      ? formatComparisonJson(comparison, this.#options)
      : brief + formatComparison(comparison, this.#options);
    // As diff has it, and as much as a finding that somebody should look at.
    return { text, status: comparison.changed ? exitStatuses.warn : 0, missing: false };
  }

  #addToPage(reports: readonly Report[]): void {
    for (const report of reports) {
      const { format, allAddresses } = this.#command;
      const address = allAddresses ? report.address : null;
      const labels = { target: report.target.input, ...(address === null ? {} : { address }) };
      if (format === "nagios") this.#states.add(report, address);
      else this.#addMetrics(report, labels);
    }
  }

  /** A target that is there twice has no two samples of one series. */
  #addMetrics(report: Report, labels: Readonly<Record<string, string>>): void {
    const series = JSON.stringify(labels);
    if (!this.#series.has(series)) this.#metrics.add(report, labels);
    this.#series.add(series);
  }
}

const mostColumns = 80;
const fewestColumns = 40;

export function textOptions(
  { color }: CheckCommand,
  { isTerminal, columns }: Output,
  { noColor }: Io,
): TextOptions {
  return {
    color: color === "always" || color === "auto" && isTerminal && !noColor,
    width: Math.max(fewestColumns, Math.min(mostColumns, columns ?? mostColumns)),
  };
}
