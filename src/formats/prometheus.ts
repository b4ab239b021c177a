/**
 * Reports as Prometheus text exposition: blackbox_exporter's names where it has them, ours under `tls_check_`.
 *
 * A series whose value is not known is left out, whatever the verdict; nothing stands in for it.
 */
import type { Report } from "../report/mod.ts";
import { metrics } from "./prometheus/metrics.ts";
import { type Labels, seriesOf } from "./prometheus/series.ts";

export function formatPrometheus(report: Report): string {
  const page = new PrometheusPage();
  page.add(report, {});
  return page.toString();
}

/** Several reports on one page: a metric's samples must stand together, so it grows by samples and keeps no report. */
export class PrometheusPage {
  readonly #values = metrics.map(() => new Map<string, number>());

  /** `common`: the labels that tell its samples from all others, such as `target`; the last that has them counts. */
  add(report: Report, common: Labels): void {
    for (const [index, { name, samples }] of metrics.entries()) {
      for (const { labels = {}, value } of samples(report)) {
        this.#values[index]!.set(seriesOf(name, { ...common, ...labels }), value);
      }
    }
  }

  toString(): string {
    return metrics.map(({ name, help }, index) => {
      const lines = Array.from(this.#values[index]!, ([series, value]) => `${series} ${value}\n`);
      return lines.length === 0 ? "" : `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join("")}`;
    }).join("");
  }
}
