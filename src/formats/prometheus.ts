/**
 * Reports as Prometheus text exposition: blackbox_exporter's names where it has them, ours under `tls_check_`.
 *
 * A series whose value is not known is left out, whatever the verdict; nothing stands in for it.
 */
import type { Report } from "../report/mod.ts";
import { metrics } from "./prometheus/metrics.ts";
import { type Labels, sample } from "./prometheus/sample.ts";

export function formatPrometheus(report: Report): string {
  return exposition([report], () => ({}));
}

/** Several targets on one page, told apart by a `target` label: a metric's samples must stand together. */
export function formatPrometheusTogether(reports: readonly Report[]): string {
  return exposition(reports, ({ target }) => ({ target: target.input }));
}

function exposition(reports: readonly Report[], common: (report: Report) => Labels): string {
  return metrics.map(({ name, help, samples }) => {
    const lines = reports.flatMap((report) =>
      samples(report).map(({ labels = {}, value }) => sample(name, { ...common(report), ...labels }, value))
    );
    return lines.length === 0 ? "" : `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join("")}`;
  }).join("");
}
