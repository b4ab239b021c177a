/** The answers of an ACME server, read: its directory's renewalInfo, and a RenewalInfo object (RFC 9773 §4). */
import type { RenewalInfo } from "../report/mod.ts";

export type Suggestion = Pick<RenewalInfo, "suggested_window" | "explanation_url">;

const MAXIMUM_URL_LENGTH = 2_048;

/** `null` when it names none. Throws `TypeError` for what is no directory, or for a place that is not the directory's own. */
export function readDirectory(body: Uint8Array, directory: string): string | null {
  const { renewalInfo } = readObject(body);
  if (renewalInfo === undefined) return null;
  if (typeof renewalInfo !== "string" || !isWebAddress(renewalInfo)) {
    throw new TypeError("its renewalInfo is no address");
  }
  // Whoever answers must not choose who else is asked.
  if (new URL(renewalInfo).origin !== new URL(directory).origin) {
    throw new TypeError(`its renewalInfo is at ${new URL(renewalInfo).origin}, which is not asked`);
  }
  return renewalInfo.replace(/\/$/, "");
}

/** Throws `TypeError` for what is no RenewalInfo object. */
export function readRenewalInfo(body: Uint8Array): Suggestion {
  const { suggestedWindow, explanationURL } = readObject(body);
  const { start, end } = isObject(suggestedWindow) ? suggestedWindow : {};
  const [from, until] = [readTime(start), readTime(end)];
  if (from === null || until === null) throw new TypeError("its suggestedWindow has no start or no end");
  // RFC 9773 §4.2
  if (until <= from) throw new TypeError("its suggestedWindow ends before it starts");
  const isAddress = typeof explanationURL === "string" && isWebAddress(explanationURL);
  return {
    suggested_window: { start: from.toISOString(), end: until.toISOString() },
    explanation_url: isAddress ? new URL(explanationURL).href : null,
  };
}

/** RFC 9110 §10.2.3: seconds, or a date; `null` for anything else. */
export function readRetryAfter(field: string | null, now: Date): Date | null {
  if (field === null) return null;
  if (/^\d{1,9}$/.test(field)) return new Date(now.getTime() + Number(field) * 1000);
  const date = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(field)
    ? new Date(field)
    : null;
  return date === null || Number.isNaN(date.getTime()) ? null : date;
}

function readObject(body: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new TypeError("it is not JSON");
  }
  if (!isObject(value)) throw new TypeError("it is no JSON object");
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** RFC 3339 §5.6, and the years that a certificate can name. */
function readTime(value: unknown): Date | null {
  if (typeof value !== "string") return null;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i.test(value)) return null;
  const date = new Date(value.toUpperCase());
  return Number.isNaN(date.getTime()) || !/^\d/.test(date.toISOString()) ? null : date;
}

function isWebAddress(text: string): boolean {
  return text.length <= MAXIMUM_URL_LENGTH && /^https?:\/\//i.test(text) && URL.canParse(text);
}
