/** The same table as an object, `name → value`, for code that compares: one fact, typed once. */
import type { RegistryRow } from "./registry.ts";

export type Constants<Rows extends readonly RegistryRow[]> = {
  readonly [Row in Rows[number] as Row[1]]: Row[0];
};

export function constants<const Rows extends readonly RegistryRow[]>(rows: Rows): Constants<Rows> {
  return Object.fromEntries(rows.map(([value, name]) => [name, value])) as unknown as Constants<Rows>;
}
