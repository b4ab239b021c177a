/** The first thing to see: which host, how it stands, in one sentence, and the nine steps at a glance. */
import type { Child } from "hono/jsx";
import type { Report } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { Host } from "./host.tsx";
import { Mark } from "./mark.tsx";
import { milliseconds } from "./measure.ts";

interface VerdictPanelProps {
  readonly report: Report;
  /** `null`: there is no such address. */
  readonly json: string | null;
  /** At its foot. */
  readonly children?: Child;
}

export function VerdictPanel({ report, json, children }: VerdictPanelProps) {
  const { target, verdict } = report;
  const handshake = report.steps.filter(({ number }) => number !== null);
  return (
    <header class={`verdict is-${verdict}`}>
      <p class="word">
        <Mark name={verdict} silent />
        {prose.verdict[verdict]}
      </p>
      <h1>
        <Host hostname={target.hostname} port={target.port} />
      </h1>
      <p class="summary">{report.summary}</p>
      <ol class="strip" aria-label={prose.report.strip}>
        {handshake.map((step) => (
          <li>
            <a href={`#${step.id}`} class={`is-${step.status}`}>
              <span class="number">{step.number}</span>
              <Mark name={step.status} />
              <span class="name">{step.title}</span>
            </a>
          </li>
        ))}
      </ol>
      <p class="meta">
        <span>{prose.report.checkedAt(report.address)}</span>
        <time datetime={report.started_at}>{prose.report.time(report.started_at)}</time>
        <span>{prose.report.took(milliseconds(report.duration_ms))}</span>
        <span>{prose.report.vantage(report.vantage)}</span>
        {json !== null && <a href={json} rel="nofollow">{prose.report.json}</a>}
      </p>
      {children}
    </header>
  );
}
