import type { Child } from "hono/jsx";
import type { Finding, Report, Step } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { Reference } from "./reference.tsx";
import { leavesVerdict } from "./severity.ts";

/** What was noticed and does not change the verdict. */
export function Findings({ report }: { readonly report: Report }) {
  const findings = leavesVerdict(report.findings);
  if (findings.length === 0) return null;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{prose.report.alsoNoticed}</h2>
      <ul class="findings">
        {findings.map((finding) => <FindingItem finding={finding} steps={report.steps} />)}
      </ul>
    </section>
  );
}

interface FindingItemProps {
  readonly finding: Finding;
  readonly steps: readonly Step[];
  readonly configuration?: Child;
}

export function FindingItem({ finding, steps, configuration }: FindingItemProps) {
  const evidence = steps.filter(({ id }) => finding.evidence.includes(id));
  return (
    <li class={`severity-${finding.severity}`}>
      <h3>
        {finding.title} <span class="severity">{prose.severity[finding.severity]}</span>
      </h3>
      <p>{finding.detail}</p>
      {finding.remedy && <p class="remedy">{finding.remedy}</p>}
      {configuration}
      <p class="where">
        {evidence.length > 0 && prose.report.seenIn}{" "}
        {evidence.map(({ id, title }) => <a href={`#${id}`}>{title}</a>)}
        {finding.references.map((text) => <Reference text={text} />)}
        <code>{finding.id}</code>
      </p>
    </li>
  );
}
