/** What further connections found out: the letter, the profile, the facts, and what could not be learnt. */
import type { Deep as DeepPart, Report } from "../../../src/report/mod.ts";
import { deepSections } from "../../../src/formats/deep/mod.ts";
import { otherStylesheetPath } from "../../assets.ts";
import { prose } from "../../prose.ts";
import { Grade } from "./grade.tsx";
import { Profile } from "./profile.tsx";

export function Deep({ report: { deep } }: { readonly report: Report }) {
  if (deep === undefined) return null;
  const connections = deep.probes.reduce((sum, { connections }) => sum + connections, 0);
  return (
    <section class="deep" aria-labelledby="deep">
      <link rel="stylesheet" href={otherStylesheetPath} />
      <h2 id="deep">{prose.deep.heading}</h2>
      <p class="hint">{prose.deep.about(connections)}</p>
      <div class="cards">
        {deep.grade && <Grade grade={deep.grade} />}
        {deep.profile && <Profile profile={deep.profile} />}
        {deepSections(deep).map(({ id, title, rows }) => (
          <section class={`panel deep-${id}`} aria-labelledby={`deep-${id}`}>
            <h3 id={`deep-${id}`}>{title}</h3>
            <dl class="facts">
              {rows.map(({ label, values }) => (
                <div>
                  <dt>{label}</dt>
                  {values.map((value) => <dd>{value}</dd>)}
                </div>
              ))}
            </dl>
          </section>
        ))}
        <NotLearnt deep={deep} />
      </div>
    </section>
  );
}

function NotLearnt({ deep: { probes } }: { readonly deep: DeepPart }) {
  const missing = probes.filter(({ status }) => status === "failed" || status === "not_scheduled");
  if (missing.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="not-learnt">
      <h3 id="not-learnt">{prose.deep.notLearnt}</h3>
      <dl class="facts">
        {missing.map(({ title, reason }) => (
          <div>
            <dt>{title}</dt>
            <dd>{reason}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
