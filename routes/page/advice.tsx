/** What to do, most urgent first: the findings that changed the verdict, and failed steps that none of them covers. */
import type { Report } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { FindingItem } from "./findings.tsx";
import { changesVerdict } from "./severity.ts";

export function Advice({ report }: { readonly report: Report }) {
  const findings = changesVerdict(report.findings);
  const covered = new Set(findings.flatMap(({ evidence }) => evidence));
  const troubles = report.steps.filter(({ id, error }) => error !== null && !covered.has(id));
  if (findings.length === 0 && troubles.length === 0) return null;
  return (
    <section class="advice" aria-labelledby="advice">
      <h2 id="advice">{prose.report.whatToDo}</h2>
      <ol class="findings">
        {troubles.map(({ id, title, status, error }) =>
          error && (
            <li class={`is-${status}`}>
              <h3>{error.message}</h3>
              {error.hint && <p class="remedy">{error.hint}</p>}
              <p class="where">
                {prose.report.seenIn} <a href={`#${id}`}>{title}</a>
              </p>
            </li>
          )
        )}
        {findings.map((finding) => <FindingItem finding={finding} steps={report.steps} />)}
      </ol>
    </section>
  );
}
