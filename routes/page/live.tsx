/**
 * The check while it runs: the nine steps as they will come, sent before the first of them has. The script fills them
 * in from the events of the very check; without it they wait, until the report takes their place.
 */
import { type StepId, stepIds } from "../../src/report/mod.ts";
import { runningName } from "../api_check_events.ts";
import { scriptPath } from "../assets.ts";
import { outline } from "../prose/live.ts";
import { prose } from "../prose.ts";
import type { Begun } from "../service.ts";
import { Host } from "./host.tsx";
import { Mark } from "./mark.tsx";

export function Live({ begun: { id, target, deep } }: { readonly begun: Begun }) {
  const prelude = stepIds.slice(0, stepIds.indexOf("client_hello"))
    .filter((step) => step !== "starttls" || target.starttls !== null);
  const nine = stepIds.slice(stepIds.indexOf("client_hello"));
  return (
    <>
      <section
        class="live"
        aria-labelledby="live"
        data-events={`/api/v1/check/events?${new URLSearchParams({ [runningName]: id })}`}
        data-deep={deep ? "" : undefined}
        data-words={JSON.stringify(prose.live.script)}
      >
        <header class="verdict is-pending">
          <p class="word">
            <Mark name="pending" silent />
            {prose.live.word}
          </p>
          <h1 id="live">
            <Host hostname={target.hostname} port={target.port} />
          </h1>
          <p class="summary">{prose.live.summary}</p>
          <ol class="strip" aria-hidden="true">
            {nine.map((step, index) => (
              <li>
                <span class="cell is-pending" data-step={step}>
                  <span class="number">{index + 1}</span>
                  <span class="name">{outline[step].title}</span>
                </span>
              </li>
            ))}
          </ol>
          <p class="hidden" role="status"></p>
        </header>
        <ol class="steps" aria-label={prose.live.steps}>
          {prelude.map((step) => <Pending id={step} number={null} />)}
          {nine.map((step, index) => <Pending id={step} number={index + 1} />)}
        </ol>
      </section>
      <script src={scriptPath} async></script>
    </>
  );
}

function Pending({ id, number }: { readonly id: StepId; readonly number: number | null }) {
  return (
    <li class="step is-pending" data-step={id}>
      <div class="badge" aria-hidden="true">
        {number !== null && <span class="number">{number}</span>}
        <Mark name="pending" silent />
      </div>
      <div class="body">
        <div class="head">
          <h2>
            {number !== null && <span class="hidden">{`${number}. `}</span>}
            {outline[id].title}
          </h2>
          <span class="hidden" data-status>{prose.live.pending}</span>
          <span class="time" data-time></span>
        </div>
        <p class="decisive">
          <span class="label" data-label></span>
          <span class="value" data-value></span>
        </p>
        <p class="explanation">{outline[id].text}</p>
      </div>
    </li>
  );
}
