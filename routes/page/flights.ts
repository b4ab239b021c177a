/**
 * The messages as they went over the wire: what one side sent without waiting for the other is a flight, and one of
 * ours with the server's answer to it is a round trip. Pure.
 */
import type { Message, Report } from "../../src/report/mod.ts";

export interface Flight {
  readonly direction: Message["direction"];
  readonly messages: readonly Message[];
  /** Since the start of the check: from the end of the flight before it to its last message. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Counted from 1; `null` for what was sent and not answered. */
  readonly roundTrip: number | null;
}

export function flightsOf({ messages, steps }: Report): Flight[] {
  const groups: Message[][] = [];
  for (const message of messages) {
    const group = groups.at(-1);
    if (group?.[0]?.direction === message.direction) group.push(message);
    else groups.push([message]);
  }
  let fromMs = steps.find(({ id }) => id === "client_hello")?.started_ms ?? 0;
  let roundTrip = 0;
  return groups.map((group, index) => {
    const { direction } = group[0]!;
    const toMs = Math.max(fromMs, ...group.map(({ at_ms }) => at_ms));
    const isAnswered = direction === "sent" ? groups[index + 1] !== undefined : roundTrip > 0;
    if (direction === "sent" && isAnswered) roundTrip++;
    const flight = { direction, messages: group, fromMs, toMs, roundTrip: isAnswered ? roundTrip : null };
    fromMs = toMs;
    return flight;
  });
}

export interface RoundTrips {
  /** 1 when there is a connection. */
  readonly tcp: number;
  /** Until the handshake let the client send data of its own. */
  readonly handshake: number;
  /** With that data. */
  readonly data: number;
}

export function roundTripsOf(report: Report, flights: readonly Flight[] = flightsOf(report)): RoundTrips {
  const tcp = report.steps.some(({ id, status }) => id === "tcp" && status === "pass") ? 1 : 0;
  const all =
    flights.filter(({ direction, roundTrip }) => direction === "received" && roundTrip !== null).length;
  const isData = ({ direction, messages }: Flight) =>
    direction === "sent" && messages.some(({ content_type }) => content_type.name === "application_data");
  const first = flights.findIndex(isData);
  if (first < 0) return { tcp, handshake: all, data: 0 };
  const before = flights.slice(0, first).filter(({ direction }) => direction === "received").length;
  return { tcp, handshake: before, data: all - before };
}

/** A message as the RFCs spell its struct, `ClientHello`; an alert with what it says. */
export function nameIn({ connection, messages }: Report, message: Message): string {
  const { msg_type, content_type, fields } = message;
  const { name, hex } = msg_type ?? content_type;
  if (name === null) return hex;
  if (name === "server_hello" && connection?.hello_retry_request) {
    // RFC 9846 §4.2.4: it is a ServerHello by its type, and another follows.
    if (messages.find((other) => other.msg_type?.name === name) === message) return "HelloRetryRequest";
  }
  const spelt = name.replace(/(?:^|_)([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  const alert = name === "alert" && fields.find((field) => field.name === "description")?.code_point?.name;
  return alert ? `${spelt} ${alert}` : spelt;
}
