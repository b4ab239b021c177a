/**
 * What a peer wrote, made safe to look at: control characters and those that hide or turn text are shown as
 * escapes, in one place for a whole report, so that no part of the page can forget to. HTML is escaped by JSX.
 */
import { escapeForTerminal } from "../../src/formats/escape.ts";
import type { Report } from "../../src/report/mod.ts";

/** Longer than any sentence or list of ours; the JSON has the rest of what is longer. */
const maxLength = 2000;

export function shown(text: string): string {
  return escapeForTerminal(text, maxLength);
}

/** Hex and base64, whole as they are, as long as they are nothing else. */
const plain: Readonly<Record<string, RegExp>> = {
  bytes: /^[0-9a-f]*$/,
  cert_data: /^[0-9A-Za-z+/]*={0,2}$/,
};

export function shownReport(report: Report): Report {
  const certificates = report.certificates.map(({ text, ...rest }) => ({
    ...shownValue(rest),
    ...text !== undefined && { text: text.split("\n").map(shown).join("\n") },
  }));
  return { ...shownValue({ ...report, certificates: [] }), certificates };
}

/** The same shape, with every text in it made safe. */
export function shownValue<T>(value: T): T {
  return safe(value) as T;
}

function safe(value: unknown): unknown {
  if (typeof value === "string") return shown(value);
  if (Array.isArray(value)) return value.map(safe);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isPlain(key, inner) ? inner : safe(inner)]),
  );
}

function isPlain(key: string, value: unknown): boolean {
  return typeof value === "string" && Object.hasOwn(plain, key) && plain[key]!.test(value);
}
