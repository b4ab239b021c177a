/** `--bytes`: every message with its octets beside its fields, and every record as on the wire beside what it decrypts to. */
import { explainFields } from "../../explain/mod.ts";
import type { Field, Message, Report, WireRecord } from "../../report/mod.ts";
import { padEnd } from "../display_width.ts";
import { escapeForTerminal } from "../escape.ts";
import { hanging, type Page } from "./page.ts";

/** Eight octets in hex, with a space between two. */
const columns = 8;
const hexWidth = columns * 3 - 1;
const offsetWidth = 4;
const startWidth = 2 + offsetWidth + 2 + hexWidth;
const deepestIndent = 8;

/** Of one field, and of one record: enough for a key share and for every header. */
const mostFieldLines = 40;
const mostRecordLines = 12;

export function bytes(report: Report, page: Page): string[] {
  const { messages, records } = report;
  if (records === undefined) return [];
  return [
    page.style.bold("Every byte"),
    ...messages.flatMap((message) => ["", ...messageLines(message, page)]),
    "",
    page.style.bold("Records"),
    ...records.flatMap((record) => ["", ...recordLines(record, messages, page)]),
  ];
}

function messageLines(message: Message, page: Page): string[] {
  const { direction, protection, length, bytes = "", fields, records = [] } = message;
  const title = `${arrows[direction]} ${nameOf(message)}, ${direction} ${keys[protection]}, ${
    octets(length)
  }`;
  const carriers = records.length === 0 ? "" : `, in ${list("record", records.map((index) => index + 1))}`;
  const notes = explainFields(message, fields);
  return [
    ...hanging("", 0, page.style.bold(escapeForTerminal(title + carriers)), page),
    ...(fields.length === 0 ? fieldLines({ ...undecoded, length }, bytes, "", page) : []),
    ...fields.flatMap((field, index) => {
      const isLeaf = !((fields[index + 1]?.depth ?? 0) > field.depth);
      const digits = isLeaf ? bytes.slice(2 * field.offset, 2 * (field.offset + field.length)) : "";
      // An extension is called by its type, which is the first thing in it.
      const named = field.name === "extension" ? fields[index + 1] ?? field : field;
      const reading = readingOf(named, digits, notes[index]?.reading ?? null);
      return fieldLines(field, digits, reading, page);
    }),
  ];
}

function fieldLines(
  { name, offset, length, depth }: Field,
  digits: string,
  reading: string,
  page: Page,
): string[] {
  const lines = linesOf(digits);
  const [first = "", ...others] = lines.slice(0, mostFieldLines);
  const indent = "  ".repeat(Math.min(depth, deepestIndent));
  return [
    ...hanging(
      `${start(offset, first, page)}  ${indent}`,
      startWidth + 2 + indent.length,
      escapeForTerminal(name + reading),
      page,
    ),
    ...others.map((hex, index) => start(offset + (index + 1) * columns, hex, page).trimEnd()),
    ...(lines.length > mostFieldLines ? [more(length - mostFieldLines * columns, page)] : []),
  ];
}

/** ` = TLS_AES_128_GCM_SHA256`, ` = 517`, ` = "example.com"`; empty where the hex says it best. */
function readingOf(
  { code_point, length }: Pick<Field, "code_point" | "length">,
  digits: string,
  reading: "number" | "text" | null,
): string {
  if (code_point !== undefined) return ` = ${code_point.name ?? "unknown"}`;
  if (digits === "") return length === 0 ? " (empty)" : "";
  if (reading === "number" && length <= 4) return ` = ${parseInt(digits, 16)}`;
  if (reading !== "text") return "";
  const codes = digits.slice(0, 120).match(/../g) ?? [];
  const text = String.fromCharCode(...codes.map((pair) => parseInt(pair, 16))).replace(/[^\x20-\x7e]/g, "·");
  return ` = "${text}${digits.length > 120 ? "…" : ""}"`;
}

function recordLines(record: WireRecord, messages: readonly Message[], page: Page): string[] {
  const { index, direction, length, protection, content_type, bytes, decrypted } = record;
  const carried = messages.filter(({ records }) => records?.includes(index)).map(nameOf);
  const what = carried.length > 0
    ? `carries ${carried.slice(0, 8).join(", ")}${carried.length > 8 ? " and more" : ""}`
    : content_type === null
    ? "was not opened"
    : `carries no message: ${content_type.name ?? content_type.hex}`;
  const title = `${arrows[direction]} Record ${index + 1}, ${octets(length)}, ${keys[protection]}, ${what}`;
  const [wire, inner] = [linesOf(bytes), linesOf(decrypted?.bytes ?? "")];
  const rows = wire.slice(0, mostRecordLines).map((hex, line) =>
    `${start(line * columns, hex, page)}   ${spaced(inner[line] ?? "")}`.trimEnd()
  );
  return [
    ...hanging("", 0, escapeForTerminal(title), page),
    ...(decrypted === null
      ? []
      : [page.style.dim(`        ${padEnd("as on the wire", hexWidth)}   decrypted`)]),
    ...rows,
    ...(wire.length > mostRecordLines ? [more(length - mostRecordLines * columns, page)] : []),
  ];
}

/** An offset and up to eight octets behind it. */
function start(offset: number, hex: string, { style }: Page): string {
  return `  ${style.dim(offset.toString(16).padStart(offsetWidth, "0"))}  ${padEnd(spaced(hex), hexWidth)}`;
}

function more(rest: number, { style }: Page): string {
  return style.dim(`        … ${octets(rest)} more, in the JSON`);
}

function linesOf(digits: string): string[] {
  return digits.match(new RegExp(`.{1,${2 * columns}}`, "g")) ?? [];
}

const undecoded = { name: "content", offset: 0, depth: 0 };
const arrows = { sent: "→", received: "←" } as const;
const keys = {
  none: "in the clear",
  handshake: "under handshake keys",
  application: "under application keys",
} as const;

function nameOf({ msg_type, content_type }: Message): string {
  const { name, hex } = msg_type ?? content_type;
  return name ?? hex;
}

function list(noun: string, numbers: readonly number[]): string {
  const [first, last] = [numbers[0]!, numbers.at(-1)!];
  return numbers.length === 1 ? `${noun} ${first}` : `${noun}s ${first} to ${last}`;
}

function octets(count: number): string {
  return count === 1 ? "1 octet" : `${count} octets`;
}

function spaced(digits: string): string {
  return digits.replace(/..(?!$)/g, "$& ");
}
