/** How all watched targets stand. */
import type { Snapshot, WatchedTarget } from "../../src/watch/snapshot.ts";
import { Mark } from "../page/mark.tsx";
import { ExpiryChart } from "./expiry_chart.tsx";
import { watchProse } from "./prose.ts";
import { targetPath } from "./paths.ts";
import { VerdictInWords } from "./verdict_in_words.tsx";

export function Overview({ snapshot }: { readonly snapshot: Snapshot }) {
  const { targets, webhooks, problem, at } = snapshot;
  return (
    <article class="report">
      <header>
        <h1>{watchProse.heading}</h1>
        <p class="meta">
          <span>{watchProse.summary(snapshot)}</span>
          <time datetime={at}>{watchProse.at(at)}</time>
          <a href="/api/v1/watch">{watchProse.json}</a>
        </p>
      </header>
      {problem !== null && (
        <p class="panel notice is-fail">
          <Mark name="fail" />
          <span>
            <strong>{watchProse.problem}.</strong> {problem}
          </span>
        </p>
      )}
      {webhooks.waiting > 0 && (
        <p class="panel notice is-warn">
          <Mark name="warn" />
          <span>{watchProse.webhooks(webhooks)}</span>
        </p>
      )}
      <ExpiryChart snapshot={snapshot} />
      <section aria-labelledby="states">
        <h2 id="states">{watchProse.states}</h2>
        <ul class="watched">
          {worstFirst(targets).map((watched) => <Watched {...watched} />)}
        </ul>
      </section>
    </article>
  );
}

function Watched({ target, state, next_at }: WatchedTarget) {
  const verdict = state?.last.verdict ?? null;
  return (
    <li class="panel">
      <Mark name={verdict ?? "skipped"} silent />
      <div>
        <h3>
          <a href={targetPath(target)}>{target}</a>
        </h3>
        <p>
          {state === null
            ? <strong>{watchProse.pending}</strong>
            : <VerdictInWords observation={state.last} />}
        </p>
        <p class="where">
          {state?.settled?.verdict === verdict && state?.settled != null && (
            <span>{watchProse.since(state.settled.since)}</span>
          )}
          {state !== null && state.unsettled > 0 && <span>{watchProse.seen(state.unsettled)}</span>}
          {state !== null && <span>{watchProse.checked(state.last.checked_at)}</span>}
          {next_at !== null && <span>{watchProse.next(next_at)}</span>}
        </p>
      </div>
    </li>
  );
}

const order = ["fail", "unknown", "warn", "pass"];

function worstFirst(targets: readonly WatchedTarget[]): WatchedTarget[] {
  const rank = ({ state }: WatchedTarget) =>
    state === null ? order.length : order.indexOf(state.last.verdict);
  return targets.toSorted((a, b) => rank(a) - rank(b));
}
