/** The conversation as a ladder: a lifeline for each side, and every message between them at its time. */
import type { Message, Report } from "../../../src/report/mod.ts";
import { prose } from "../../prose.ts";
import { flightsOf, roundTripsOf } from "../flights.ts";
import { milliseconds } from "../measure.ts";
import { type Band, fall, ladderOf, type Rung, top } from "./geometry.ts";

/** The client's lifeline, right of the times; the server's moves with the width. */
const clientX = 62;
const serverX = "97%";

export function Ladder({ report }: { readonly report: Report }) {
  const flights = flightsOf(report);
  const { bands, height, beyond } = ladderOf(report, flights);
  if (bands.length === 0) return null;
  const version = report.connection?.protocol_version.name ?? null;
  const words = prose.ladder.roundTrips(roundTripsOf(report, flights));
  const used = protections.filter((protection) =>
    bands.some(({ rungs }) => rungs.some((rung) => rung.protection === protection))
  );
  return (
    <section class="ladder" aria-labelledby="ladder">
      <h2 id="ladder">{prose.ladder.heading}</h2>
      <p class="about">
        {prose.ladder.about} <strong>{words}.</strong>
      </p>
      <div class="panel">
        <svg width="100%" height={round(height)} role="img" aria-labelledby="ladder-title ladder-desc">
          <title id="ladder-title">{prose.ladder.title(report.target.hostname, version)}</title>
          <desc id="ladder-desc">{prose.ladder.description(report.messages.length, words)}</desc>
          <defs>
            {used.map((protection) => (
              <marker
                id={`head-${protection}`}
                class={`head p-${protection}`}
                viewBox="0 0 8 8"
                refX="8"
                refY="4"
                markerWidth="8"
                markerHeight="8"
                markerUnits="userSpaceOnUse"
                orient="auto"
              >
                <path d="M0 .5L8 4L0 7.5z" />
              </marker>
            ))}
            {used.map((protection) => (
              <>
                <g id={`sent-${protection}`}>
                  <Stroke protection={protection} x1={clientX} y1={0} x2={serverX} y2={fall} />
                </g>
                <g id={`received-${protection}`}>
                  <Stroke protection={protection} x1={serverX} y1={-fall} x2={clientX} y2={0} />
                </g>
              </>
            ))}
          </defs>
          {bands.map((band, index) => <BandGround band={band} even={index % 2 === 0} />)}
          <text class="side" x={clientX} y="17" text-anchor="middle">{prose.ladder.client}</text>
          <text class="side" x={serverX} y="17" text-anchor="end">{prose.ladder.server}</text>
          <line class="life" x1={clientX} x2={clientX} y1={top - 6} y2={round(height)} />
          <line class="life" x1={serverX} x2={serverX} y1={top - 6} y2={round(height)} />
          {bands.flatMap(({ rungs }) => rungs.map((rung) => <Arrow rung={rung} />))}
        </svg>
        {beyond > 0 && <p class="hint">{prose.ladder.beyond(beyond)}</p>}
        <ul class="legend" aria-label={prose.ladder.legend}>
          {used.map((protection) => (
            <li>
              <svg width="34" height="12" aria-hidden="true">
                <Stroke protection={protection} x1={5} y1={6} x2={32} y2={6} />
              </svg>
              {prose.ladder.protection[protection]}
            </li>
          ))}
        </ul>
      </div>
      <ol class="hidden">
        {bands.flatMap(({ rungs }) =>
          rungs.map(({ direction, name, count, protection, atMs }) => (
            <li>
              {prose.ladder.item(
                prose.direction[direction],
                name + prose.ladder.count(count),
                prose.protection[protection],
                milliseconds(atMs),
              )}
            </li>
          ))
        )}
      </ol>
    </section>
  );
}

const protections: readonly Message["protection"][] = ["none", "handshake", "application"];

function BandGround({ band: { y, height, kind, number }, even }: BandProps) {
  return (
    <>
      <rect class={even ? "band even" : "band"} y={round(y)} width="100%" height={round(height)} rx="8" />
      <text class="trip" x={clientX + 12} y={round(y + 19)}>
        {prose.ladder.band[kind](number ?? 0)}
      </text>
    </>
  );
}

interface BandProps {
  readonly band: Band;
  readonly even: boolean;
}

function Arrow({ rung: { name, direction, protection, y, atMs, isTimed, count } }: { readonly rung: Rung }) {
  const label = name + prose.ladder.count(count);
  const place = direction === "sent"
    ? { x: clientX + 14, y: round(y - 5) }
    : { x: "94%", y: round(y - fall - 5), "text-anchor": "end" };
  return (
    <>
      {isTimed && (
        <text class="at" x={clientX - 10} y={round(y + 4)} text-anchor="end">{milliseconds(atMs)}</text>
      )}
      <text class={`name p-${protection}`} {...place}>{label}</text>
      <use href={`#${direction}-${protection}`} y={round(y)} />
    </>
  );
}

interface StrokeProps {
  readonly protection: Message["protection"];
  readonly x1: number | string;
  readonly y1: number;
  readonly x2: number | string;
  readonly y2: number;
}

/** Told apart by colour, by the line and by where it begins. */
function Stroke({ protection, x1, y1, x2, y2 }: StrokeProps) {
  return (
    <>
      <line
        class={`stroke p-${protection}`}
        x1={x1}
        y1={round(y1)}
        x2={x2}
        y2={round(y2)}
        marker-end={`url(#head-${protection})`}
      />
      <circle class={`dot p-${protection}`} cx={x1} cy={round(y1)} r="3.5" />
    </>
  );
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
