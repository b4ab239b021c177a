/** Where the time went, as a waterfall: every phase and flight on one axis, drawn without style so that the policy stays strict. */
import type { Report } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { flightsOf, nameIn, roundTripsOf } from "./flights.ts";
import { milliseconds } from "./measure.ts";

const maxFlights = 24;

interface Phase {
  readonly name: string;
  readonly start: number;
  readonly length: number;
  /** Spent by this side, and not waiting for the other. */
  readonly own: boolean;
  readonly direction?: "sent" | "received";
}

export function Timings({ report }: { readonly report: Report }) {
  const flights = flightsOf(report);
  const phases: readonly Phase[] = [
    ...preludeOf(report),
    ...flights.slice(0, maxFlights).map(({ direction, messages, fromMs, toMs }) => ({
      name: prose.timings.flight(messages.map((message) => nameIn(report, message))),
      start: fromMs,
      length: toMs - fromMs,
      own: direction === "sent",
      direction,
    })),
  ];
  const total = Math.max(
    report.timings.total_ms,
    ...phases.map(({ start, length }) => start + length),
    Number.MIN_VALUE,
  );
  return (
    <section class="panel timings" aria-labelledby="timings">
      <h2 id="timings">{prose.timings.heading}</h2>
      <ul class="waterfall">
        {phases.map((phase) => <Row phase={phase} total={total} />)}
        {flights.length > maxFlights && <li>{prose.timings.beyond(flights.length - maxFlights)}</li>}
        <li class="total">
          <span>{prose.timings.total}</span>
          <span class="time">{milliseconds(report.timings.total_ms)}</span>
        </li>
      </ul>
      {flights.length > 0 && (
        <ul class="legend">
          <li>{prose.ladder.roundTrips(roundTripsOf(report, flights))}</li>
          <li>
            <span class="swatch"></span>
            {prose.timings.waiting}
          </li>
          <li>
            <span class="swatch own"></span>
            {prose.timings.own}
          </li>
        </ul>
      )}
    </section>
  );
}

function Row({ phase: { name, start, length, own, direction }, total }: RowProps) {
  return (
    <li class={own ? "own" : undefined}>
      <span>
        {direction && (
          <>
            <span class="arrow" aria-hidden="true">{direction === "sent" ? "→ " : "← "}</span>
            <span class="hidden">{`${prose.direction[direction]}: `}</span>
          </>
        )}
        {name}
      </span>
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
  );
}

interface RowProps {
  readonly phase: Phase;
  readonly total: number;
}

/** What came before the handshake, each where its step says. */
function preludeOf({ steps }: Report): Phase[] {
  return (["dns", "tcp", "starttls"] as const).flatMap((name) => {
    const { started_ms: start = null, duration_ms: length = null } = steps.find(({ id }) => id === name) ??
      {};
    return start === null || length === null
      ? []
      : [{ name: prose.timings.phases[name], start, length, own: false }];
  });
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
