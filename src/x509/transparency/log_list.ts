/**
 * A list of certificate transparency logs: version 3 of the format that Chrome's list is published in.
 *
 * It says which logs browsers accept, under which name, with which key, and since when. Where the list comes from and
 * whether it is genuine is for whoever hands it in.
 */
import { fromBase64, toHex } from "../../bytes/mod.ts";
import { type LogState, logStates } from "./codes.ts";

export interface CtLog {
  /** Lower-case hex. */
  readonly logId: string;
  readonly name: string;
  readonly operator: string;
  /** Who ran it before, the earliest first, and until when. */
  readonly previousOperators: readonly { readonly name: string; readonly until: Date }[];
  /** DER SubjectPublicKeyInfo. */
  readonly key: Uint8Array;
  /** `null` when the list does not say, as for logs that no browser was ever asked to accept. */
  readonly state: { readonly name: LogState; readonly since: Date } | null;
  /** The log takes certificates that expire within it; `null`: all. */
  readonly interval: { readonly start: Date; readonly end: Date } | null;
}

export interface LogList {
  /** When it was published; `null` when it does not say. */
  readonly publishedAt: Date | null;
  readonly size: number;
  /** `logId`: the 32 octets of an SCT. */
  find(logId: Uint8Array): CtLog | null;
}

/** A text that is not such a list; the message says where it departs from one. */
export class LogListError extends Error {
  override readonly name = "LogListError";
}

/** Reads the list's JSON. Throws `LogListError`. */
export function readLogList(text: string): LogList {
  const list = object(parse(text), "log_list");
  const logs = new Map<string, CtLog>();
  for (const [index, entry] of array(list.operators, "operators").entries()) {
    const place = `operators[${index}]`;
    const operator = object(entry, place);
    const name = string(operator.name, `${place}.name`);
    // Logs of the static API stand apart; their SCTs are like all others.
    for (const kind of ["logs", "tiled_logs"] as const) {
      for (const [index, log] of array(operator[kind] ?? [], `${place}.${kind}`).entries()) {
        const read = readLog(log, name, `${place}.${kind}[${index}]`);
        logs.set(read.logId, read);
      }
    }
  }
  if (logs.size === 0) throw new LogListError("It names no log");
  const { log_list_timestamp: publishedAt } = list;
  return {
    publishedAt: publishedAt === undefined ? null : date(publishedAt, "log_list_timestamp"),
    size: logs.size,
    find: (logId) => logs.get(toHex(logId)) ?? null,
  };
}

function readLog(value: unknown, operator: string, place: string): CtLog {
  const log = object(value, place);
  const logId = octets(log.log_id, `${place}.log_id`);
  if (logId.length !== 32) {
    throw new LogListError(`"${place}.log_id" has ${logId.length} octets instead of 32`);
  }
  const previous = array(log.previous_operators ?? [], `${place}.previous_operators`);
  const names = [log.description, log.url, log.submission_url].filter((name) => typeof name === "string");
  return {
    logId: toHex(logId),
    name: names[0] ?? toHex(logId),
    operator,
    previousOperators: previous.map((value, index) => {
      const at = `${place}.previous_operators[${index}]`;
      const { name, end_time: until } = object(value, at);
      return { name: string(name, `${at}.name`), until: date(until, `${at}.end_time`) };
    }).sort((a, b) => a.until.getTime() - b.until.getTime()),
    key: octets(log.key, `${place}.key`),
    state: log.state === undefined ? null : readState(log.state, `${place}.state`),
    interval: log.temporal_interval === undefined
      ? null
      : readInterval(log.temporal_interval, `${place}.temporal_interval`),
  };
}

function readState(value: unknown, place: string): CtLog["state"] {
  const state = object(value, place);
  const name = logStates.find((name) => state[name] !== undefined);
  if (name === undefined) return null;
  const { timestamp } = object(state[name], `${place}.${name}`);
  return { name, since: date(timestamp, `${place}.${name}.timestamp`) };
}

function readInterval(value: unknown, place: string): CtLog["interval"] {
  const { start_inclusive: start, end_exclusive: end } = object(value, place);
  return { start: date(start, `${place}.start_inclusive`), end: date(end, `${place}.end_exclusive`) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new LogListError("It is not JSON", { cause: error });
  }
}

function object(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new LogListError(`"${place}" is not an object`);
}

function array(value: unknown, place: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new LogListError(`"${place}" is not an array`);
}

function string(value: unknown, place: string): string {
  if (typeof value === "string") return value;
  throw new LogListError(`"${place}" is not a string`);
}

function date(value: unknown, place: string): Date {
  const moment = new Date(string(value, place));
  if (!Number.isNaN(moment.getTime())) return moment;
  throw new LogListError(`"${place}" is not a time as in "2026-01-31T00:00:00Z"`);
}

function octets(value: unknown, place: string): Uint8Array {
  try {
    return fromBase64(string(value, place));
  } catch (error) {
    if (error instanceof LogListError) throw error;
    throw new LogListError(`"${place}" is not base64`, { cause: error });
  }
}
