/** What a field's octets say, where they read better than in hex. */
import type { FieldNote } from "../../../src/explain/mod.ts";
import type { Field } from "../../../src/report/mod.ts";
import { shown } from "../shown.ts";

const longestText = 120;

/** `null` when the hex says it best. `hex`: the octets that are shown of the whole message. */
export function readingOf(field: Field, note: FieldNote | null, hex: string): string | null {
  if (field.code_point !== undefined) return field.code_point.name ?? "unknown";
  const digits = hex.slice(2 * field.offset, 2 * (field.offset + field.length));
  if (digits.length < 2 * field.length && note?.reading !== "text" || digits === "") return null;
  if (note?.reading === "number") return field.length <= 4 ? String(parseInt(digits, 16)) : null;
  return note?.reading === "text" ? textOf(digits) : null;
}

/** ASCII as it is, everything else as dots, as hex dumps have it. */
function textOf(digits: string): string {
  const octets = digits.slice(0, 2 * longestText).match(/../g) ?? [];
  const text = String.fromCharCode(...octets.map((pair) => parseInt(pair, 16))).replace(/[^\x20-\x7e]/g, "·");
  return shown(`“${text}${digits.length > 2 * longestText ? "…" : ""}”`);
}
