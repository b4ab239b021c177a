/** The letter, whose it is, and what keeps it from being better. */
import type { Grade as GradePart } from "../../../src/report/mod.ts";
import { prose } from "../../prose.ts";

export function Grade({ grade }: { readonly grade: GradePart }) {
  const { letter, if_trusted, scores, caps, beside, guide } = grade;
  return (
    <section class={`panel grade is-${tone(letter)}`} aria-labelledby="grade">
      <div>
        <h3 id="grade">{prose.deep.grade}</h3>
        <p class="letter">{letter ?? prose.deep.noLetter}</p>
        {if_trusted !== null && if_trusted !== letter && <p>{prose.deep.ifTrusted(if_trusted)}</p>}
        <p class="hint">{letter === null ? prose.deep.tooLittle : guide}</p>
      </div>
      {caps.length > 0 && (
        <ul class="caps">
          {caps.map(({ letter, reason }) => (
            <li>
              {reason} <span class="hint">{prose.deep.atMost(letter)}</span>
            </li>
          ))}
        </ul>
      )}
      <dl class="facts">
        {scores !== null && Object.entries(scores).map(([name, score]) => (
          <div>
            <dt>{prose.deep.scores[name as keyof typeof scores]}</dt>
            <dd>{score}</dd>
          </div>
        ))}
        {beside.post_quantum !== null && (
          <div>
            <dt>{prose.deep.postQuantum}</dt>
            <dd>{beside.post_quantum.replaceAll("_", " ")}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function tone(letter: GradePart["letter"]): "pass" | "warn" | "fail" | "unknown" {
  if (letter === null) return "unknown";
  if (letter.startsWith("A")) return "pass";
  return letter === "B" ? "warn" : "fail";
}
