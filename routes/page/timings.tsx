/** Where the time went: the phases as bars on one axis, drawn without style so that the policy stays strict. */
import type { Report, Timings as ReportTimings } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { milliseconds } from "./measure.ts";

export function Timings({ report }: { readonly report: Report }) {
  const { timings } = report;
  const phases = phasesOf(timings);
  const total = Math.max(
    timings.total_ms,
    ...phases.map(({ start, length }) => start + length),
    Number.MIN_VALUE,
  );
  return (
    <section class="panel" aria-labelledby="timings">
      <h2 id="timings">{prose.timings.heading}</h2>
      <ul class="waterfall">
        {phases.map(({ name, start, length }) => (
          <li>
            <span>{prose.timings.phases[name]}</span>
            <span class="time">{milliseconds(length)}</span>
            <svg width="100%" height="6" aria-hidden="true">
              <rect class="track" width="100%" height="6" rx="3" />
              <rect
                class="bar"
                x={percent(Math.min(start / total, 0.99))}
                width={percent(Math.max(length / total, 0.01))}
                height="6"
                rx="3"
              />
            </svg>
          </li>
        ))}
        <li class="total">
          <span>{prose.timings.total}</span>
          <span class="time">{milliseconds(timings.total_ms)}</span>
        </li>
      </ul>
    </section>
  );
}

interface Phase {
  readonly name: "dns_ms" | "tcp_ms" | "starttls_ms" | "tls_ms";
  readonly start: number;
  readonly length: number;
}

/** The phases follow each other on the wire, so each starts where the one before it ended. */
function phasesOf(timings: ReportTimings): Phase[] {
  const phases: Phase[] = [];
  let start = 0;
  for (const name of ["dns_ms", "tcp_ms", "starttls_ms", "tls_ms"] as const) {
    const length = timings[name];
    if (length === null) continue;
    phases.push({ name, start, length });
    start += length;
  }
  return phases;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
