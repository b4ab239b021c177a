/**
 * The fields of a message as the structure they are: each within the one that encloses it.
 *
 * A report may have been saved and changed, so that its fields need not fit each other: one that does not lie within
 * what encloses it, behind what came before, has no place.
 */
import type { Field } from "../../../src/report/mod.ts";

export interface Place {
  /** Into the list of fields. */
  readonly field: number;
  readonly start: number;
  /** Behind its last octet. */
  readonly end: number;
  readonly parts: Place[];
}

/** No structure in TLS goes as deep. */
const maxDepth = 16;

/** `length`: octets that are shown; what begins behind them has no place. */
export function placesOf(fields: readonly Field[], length: number): Place[] {
  const whole: Place = { field: -1, start: 0, end: length, parts: [] };
  const open: Place[] = [whole];
  for (const [field, { offset, length: octets, depth }] of fields.entries()) {
    if (octets === 0 || depth >= maxDepth) continue;
    open.length = Math.min(open.length, depth + 1);
    const parent = open.at(-1)!;
    const start = offset;
    const end = Math.min(offset + octets, length);
    const free = parent.parts.at(-1)?.end ?? parent.start;
    if (start < free || end > parent.end || start >= end) continue;
    const place: Place = { field, start, end, parts: [] };
    parent.parts.push(place);
    open.push(place);
  }
  return whole.parts;
}
