import type { Attack } from "../../report/mod.ts";
import { listOf, type Row, row } from "./row.ts";

/** Those that the configuration is open to one by one, and the others by name. */
export function attackRows(attacks: readonly Attack[]): readonly Row[] {
  const named = (exposed: boolean | null) =>
    attacks.filter((attack) => attack.exposed === exposed).map(({ name }) => name);
  return [
    ...attacks.filter(({ exposed }) => exposed === true).map(({ name, because, besides }) =>
      row(name, `open to it: ${because}`, ...besides === null ? [] : [`it needs besides: ${besides}`])
    ),
    ...named(false).length === 0 ? [] : [row("Not open to", listOf(named(false)))],
    ...named(null).length === 0 ? [] : [row("Not known", listOf(named(null)))],
  ];
}
