/**
 * Where everything in the ladder stands: pixels down, which are time as far as the labels leave room for it. Across
 * there are only the two lifelines, so that the drawing fits any width without its letters shrinking. Pure.
 */
import type { Message, Report } from "../../../src/report/mod.ts";
import { type Flight, nameIn, roundTripsOf } from "../flights.ts";
import { milliseconds } from "../measure.ts";

export interface Rung {
  readonly name: string;
  readonly direction: Message["direction"];
  readonly protection: Message["protection"];
  readonly atMs: number;
  /** At the client. */
  readonly y: number;
  /** Whether it is the first of those that came at this time. */
  readonly isTimed: boolean;
  /** How many of the same kind in a row it stands for. */
  readonly count: number;
}

export interface Band {
  readonly y: number;
  readonly height: number;
  readonly kind: "tcp" | "handshake" | "data" | "closing" | "unanswered";
  /** Counted from the TCP connection's; `null` for what was not answered. */
  readonly number: number | null;
  readonly rungs: readonly Rung[];
}

export interface Ladder {
  readonly bands: readonly Band[];
  readonly height: number;
  /** Messages that found no place. */
  readonly beyond: number;
}

/** How far an arrow falls on its way. */
export const fall = 9;
/** Where the heads of the lifelines end. */
export const top = 30;
const heading = 26;
const rung = 27;
const turn = 14;
/** What the time between two flights may add, all of them together. */
const stretch = 90;
const maxRungs = 60;

export function ladderOf(report: Report, flights: readonly Flight[]): Ladder {
  const { handshake } = roundTripsOf(report, flights);
  const tcp = report.steps.find(({ id, status }) => id === "tcp" && status === "pass");
  const endMs = flights.at(-1)?.toMs ?? 1;
  const bands: Band[] = [];
  let y = top;
  let left = maxRungs;

  function add(kind: Band["kind"], number: number | null, parts: readonly Part[]): void {
    const from = y;
    const rungs: Rung[] = [];
    y += heading;
    for (const [index, part] of parts.entries()) {
      if (index > 0) y += turn + stretch * Math.min(1, (part.toMs - part.fromMs) / (endMs || 1));
      for (const one of part.rungs.slice(0, left)) {
        y += rung;
        rungs.push({ ...one, y });
        left--;
      }
    }
    y += 14;
    if (rungs.length > 0) bands.push({ y: from, height: y - from, kind, number, rungs });
    else y = from;
  }

  if (tcp !== undefined) {
    const fromMs = tcp.started_ms ?? 0;
    const toMs = fromMs + (tcp.duration_ms ?? 0);
    // The platform connects, and shows no packet; these are what a connection takes (RFC 9293 §3.5).
    const packet = { protection: "none", isTimed: true, count: 1 } as const;
    add("tcp", 1, [
      { fromMs, toMs: fromMs, rungs: [{ ...packet, name: "SYN", direction: "sent", atMs: fromMs }] },
      { fromMs, toMs, rungs: [{ ...packet, name: "SYN, ACK", direction: "received", atMs: toMs }] },
    ]);
  }
  for (let index = 0; index < flights.length;) {
    const first = flights[index]!;
    const answer = flights[index + 1];
    const trip = first.direction === "sent" && answer !== undefined ? [first, answer] : [first];
    const number = first.roundTrip === null ? null : first.roundTrip + (tcp === undefined ? 0 : 1);
    const kind = kindOf(first, handshake);
    add(kind, number, trip.map((flight) => ({ ...flight, rungs: rungsOf(report, flight) })));
    index += trip.length;
  }
  const shown = bands.flatMap(({ rungs }) => rungs).reduce((sum, { count }) => sum + count, 0);
  const packets = tcp === undefined ? 0 : 2;
  return { bands, height: y + 8, beyond: report.messages.length + packets - shown };
}

function kindOf({ roundTrip, messages }: Flight, handshake: number): Band["kind"] {
  if (roundTrip !== null) return roundTrip <= handshake ? "handshake" : "data";
  return messages.every(({ content_type }) => content_type.name === "alert") ? "closing" : "unanswered";
}

interface Part {
  readonly fromMs: number;
  readonly toMs: number;
  readonly rungs: readonly Omit<Rung, "y">[];
}

function rungsOf(report: Report, { messages }: Flight): Omit<Rung, "y">[] {
  const rungs: Omit<Rung, "y">[] = [];
  for (const message of messages) {
    const { direction, protection, at_ms: atMs } = message;
    const name = nameIn(report, message);
    const last = rungs.at(-1);
    if (last?.name === name && last.protection === protection) {
      rungs[rungs.length - 1] = { ...last, count: last.count + 1 };
      continue;
    }
    const isTimed = last === undefined || milliseconds(atMs) !== milliseconds(last.atMs);
    rungs.push({ name, direction, protection, atMs, isTimed, count: 1 });
  }
  return rungs;
}
