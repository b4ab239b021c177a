/** The prelude and the nine steps, each with its decisive fact, and everything else one click away. */
import type { Message, Report, Step } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { SilentRecords, type Wire, wireOf } from "./bytes/message_view.tsx";
import { Facts } from "./facts.tsx";
import { Mark } from "./mark.tsx";
import { milliseconds } from "./measure.ts";
import { Messages } from "./messages.tsx";
import { Reference } from "./reference.tsx";

interface StepsProps {
  readonly report: Report;
  /** Where the same check shows its bytes; `null` where there is none. */
  readonly everyByte: string | null;
}

export function Steps({ report, everyByte }: StepsProps) {
  const prelude = report.steps.filter(({ number, status }) => number === null && !isUnused(status));
  const handshake = report.steps.filter(({ number }) => number !== null);
  const wire = wireOf(report);
  return (
    <>
      <section aria-labelledby="prelude">
        <h2 id="prelude">{prose.report.prelude}</h2>
        <ol class="steps">
          {prelude.map((step) => <StepItem step={step} messages={report.messages} wire={wire} />)}
        </ol>
      </section>
      <section aria-labelledby="steps">
        <h2 id="steps">{prose.report.steps}</h2>
        {everyByte !== null && wire === null && (
          <p class="every-byte-link">
            <a href={everyByte}>{prose.bytes.show}</a>. {prose.bytes.aboutShow}.
          </p>
        )}
        <ol class="steps">
          {handshake.map((step) => <StepItem step={step} messages={report.messages} wire={wire} />)}
        </ol>
        {wire && <SilentRecords wire={wire} />}
      </section>
    </>
  );
}

interface StepItemProps {
  readonly step: Step;
  readonly messages: readonly Message[];
  readonly wire: Wire | null;
}

function StepItem({ step, messages, wire }: StepItemProps) {
  const [decisive, ...others] = step.facts;
  // The decisive fact of a step that did not happen says so, and why.
  const isEvident = step.status === "pass" || (step.status === "skipped" && decisive !== undefined);
  const indices = new Set(step.messages);
  const own = messages.filter(({ index }) => indices.has(index));
  return (
    <li class={`step is-${step.status}`} id={step.id}>
      <div class="badge" aria-hidden="true">
        {step.number !== null && <span class="number">{step.number}</span>}
        <Mark name={step.status} silent />
      </div>
      <div class="body">
        <div class="head">
          <h3>
            {step.number !== null && <span class="hidden">{`${step.number}. `}</span>}
            {step.title}
          </h3>
          <span class={isEvident ? "hidden" : "status"}>{prose.status[step.status]}</span>
          {step.duration_ms !== null && (
            <span class="time" title={prose.report.startedAt(milliseconds(step.started_ms ?? 0))}>
              {milliseconds(step.duration_ms)}
            </span>
          )}
        </div>
        {decisive && (
          <p class="decisive">
            <span class="label">{decisive.label}</span> <span class="value">{decisive.value}</span>
          </p>
        )}
        {step.error && (
          <div class="trouble">
            <p>{step.error.message}</p>
            {step.error.hint && <p class="remedy">{step.error.hint}</p>}
            <p class="where">
              <code>{step.error.code}</code>
              {step.error.alert && (
                <span>{prose.report.alert(step.error.alert.name ?? step.error.alert.hex)}</span>
              )}
              <span>{prose.fault[step.error.fault]}</span>
            </p>
          </div>
        )}
        <p class="explanation">{step.explanation}</p>
        {others.length + own.length > 0
          ? (
            <details open={step.status === "fail" || wire !== null && own.length > 0}>
              <summary>{prose.report.more(others.length, own.length)}</summary>
              {wire === null && <Facts facts={others} />}
              {own.length > 0 && <Messages messages={own} wire={wire} />}
              {wire !== null && <Facts facts={others} />}
              <Where reference={step.reference} />
            </details>
          )
          : <Where reference={step.reference} />}
      </div>
    </li>
  );
}

function Where({ reference }: { readonly reference: string }) {
  return (
    <p class="where">
      <Reference text={reference} />
    </p>
  );
}

function isUnused(status: Step["status"]): boolean {
  return status === "skipped";
}
