/** What is shown of the facts of a deep check: a title, and rows of a label with its values. */
import type { DeepFacts } from "../../report/mod.ts";

export interface Row {
  readonly label: string;
  /** Unescaped: much of it is what a server said. One line each. */
  readonly values: readonly string[];
}

export interface DeepSection {
  readonly id: string;
  readonly title: string;
  /** Empty when none of its probes was completed. */
  rows(facts: DeepFacts): readonly Row[];
}

export function row(label: string, ...values: readonly string[]): Row {
  return { label, values };
}

/** Rows for facts that were learnt. */
export function learnt<Found>(found: Found | null, rows: (found: Found) => readonly Row[]): readonly Row[] {
  return found === null ? [] : rows(found);
}

export function nameOf({ name, hex }: { readonly name: string | null; readonly hex: string }): string {
  return name ?? hex;
}

export function listOf(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}

/** `null` is not the same as no. */
export function yesNo(found: boolean | null): string {
  return found === null ? "not known" : found ? "yes" : "no";
}
