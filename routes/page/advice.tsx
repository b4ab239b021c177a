/** What to do, most urgent first: the findings that changed the verdict, and failed steps that none of them covers. */
import type { JSX } from "hono/jsx/jsx-runtime";
import type { Report } from "../../src/report/mod.ts";
import { type Configuration as Configured, configurationFor } from "../../src/rules/configuration/mod.ts";
import { prose } from "../prose.ts";
import { Configuration } from "./configuration.tsx";
import { FindingItem } from "./findings.tsx";
import { changesVerdict } from "./severity.ts";

export function Advice({ report }: { readonly report: Report }) {
  const findings = changesVerdict(report.findings);
  const covered = new Set(findings.flatMap(({ evidence }) => evidence));
  const troubles = report.steps.filter(({ id, error }) => error !== null && !covered.has(id));
  if (findings.length === 0 && troubles.length === 0) return null;
  const configurations = configurationsOf(report, [
    ...troubles.map(({ error }) => error!.code),
    ...findings.map(({ id }) => id),
  ]);
  return (
    <section class="advice" aria-labelledby="advice">
      <h2 id="advice">{prose.report.whatToDo}</h2>
      <ol class="findings">
        {troubles.map(({ id, title, status, error }) =>
          error && (
            <li class={`is-${status}`}>
              <h3>{error.message}</h3>
              {error.hint && <p class="remedy">{error.hint}</p>}
              {configurations.get(error.code)}
              <p class="where">
                {prose.report.seenIn} <a href={`#${id}`}>{title}</a>
              </p>
            </li>
          )
        )}
        {findings.map((finding) => (
          <FindingItem
            finding={finding}
            steps={report.steps}
            configuration={configurations.get(finding.id)}
          />
        ))}
      </ol>
    </section>
  );
}

/** A page that is to be light leaves the rarer ones to the deep check, whose reader looks after the server. */
function forWebServers(configured: Configured): Configured {
  const { java: _rarer, ...snippets } = configured.snippets;
  return { ...configured, snippets };
}

/** Each piece of configuration once, where it is first of use. */
function configurationsOf({ target, deep }: Report, ids: readonly string[]): Map<string, JSX.Element> {
  const shown = new Set<string>();
  const byId = new Map<string, JSX.Element>();
  for (const id of ids) {
    const configured = configurationFor(id, target);
    if (configured === null || shown.has(configured.topic)) continue;
    shown.add(configured.topic);
    byId.set(id, <Configuration configured={deep === undefined ? forWebServers(configured) : configured} />);
  }
  return byId;
}
