/** The facts of a deep check in rows, for a terminal and for a page alike: one file a section, and one line here. */
import type { Deep } from "../../report/mod.ts";
import { attackRows } from "./attacks.ts";
import { around } from "./around.ts";
import { extensions } from "./extensions.ts";
import { keyExchange } from "./key_exchange.ts";
import { proof } from "./proof.ts";
import { type DeepSection, type Row } from "./row.ts";
import { sessions } from "./sessions.ts";
import { suites } from "./suites.ts";
import { versions } from "./versions.ts";

export type { Row } from "./row.ts";

const all: readonly DeepSection[] = [versions, suites, keyExchange, proof, sessions, extensions, around];

export interface ShownSection {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly Row[];
}

export function deepSections({ facts, attacks = [] }: Deep): ShownSection[] {
  return [
    ...all.map(({ id, title, rows }) => ({ id, title, rows: rows(facts) })),
    { id: "attacks", title: "Attacks with a name", rows: attackRows(attacks) },
  ].map((section) => ({ ...section, rows: section.rows.map(withoutEmpty) }))
    .filter(({ rows }) => rows.length > 0);
}

function withoutEmpty({ label, values }: Row): Row {
  return { label, values: values.filter((value) => value !== "") };
}
