/** What every IANA table in this folder is: code point → name, reference, and whether IANA recommends it. */
import type { CodePoint } from "./code_point.ts";

export interface RegistryEntry {
  readonly value: number;
  readonly name: string;
  /** IANA's "Recommended" column: yes, no, discouraged; `null` where the registry has no such column. */
  readonly recommended: "Y" | "N" | "D" | null;
  /** The RFC that IANA names, as `RFC 9846`. */
  readonly reference: string;
}

export interface Registry {
  /** IANA's title of the registry. */
  readonly title: string;
  readonly entries: readonly RegistryEntry[];
  /** The code point as the report shows it; unknown values keep their number. */
  codePoint(value: number): CodePoint;
  /** The entry, or `null` for a value that IANA has not assigned. */
  entry(value: number): RegistryEntry | null;
}

/** Rows as they are typed in each table: value, name, recommended, reference. */
export type RegistryRow = readonly [number, string, "Y" | "N" | "D" | null, string];

/** `size`: octets on the wire. `isGrease`: which values RFC 8701 sets aside here. */
export function registry(
  title: string,
  size: 1 | 2,
  rows: readonly RegistryRow[],
  isGrease: (value: number) => boolean = () => false,
): Registry {
  const entries = rows.map(([value, name, recommended, reference]) => ({
    value,
    name,
    recommended,
    reference,
  }));
  const named = (value: number, name: string | null): CodePoint => ({
    value,
    hex: "0x" + value.toString(16).padStart(size * 2, "0"),
    name,
  });
  const byValue = new Map(entries.map((entry) => [entry.value, entry]));
  // Each message has dozens of them, and they are the same every time.
  const codePoints = new Map(entries.map(({ value, name }) => [value, named(value, name)]));
  return {
    title,
    entries,
    entry: (value) => byValue.get(value) ?? null,
    codePoint: (value) => codePoints.get(value) ?? named(value, isGrease(value) ? "GREASE" : null),
  };
}
