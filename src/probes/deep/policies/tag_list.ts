/** What the TXT records of MTA-STS and TLS-RPT have in common: `v=…; name=value; …` (RFC 8461 §3.1, RFC 8460 §3). */

import { trimBlanks } from "../../../bytes/mod.ts";

/** Of a record; those in use have a tenth of it. What is longer is not read. */
export const MAXIMUM_RECORD_CHARACTERS = 4_096;

/** Blanks are within a value only, semicolons nowhere. */
const FIELD =
  /^([0-9A-Za-z][0-9A-Za-z_.-]{0,31})=([\x21-\x3a\x3c-\x7e](?:[\t\x20-\x3a\x3c-\x7e]*[\x21-\x3a\x3c-\x7e])?)$/;

/** Of a name's texts the one of this version: others may stand beside it, but two of them are as good as none. */
export function theRecord(texts: readonly string[], version: string): string | null {
  const records = texts.filter((text) => new RegExp(`^${version}[ \\t]*;`).test(text));
  return records.length === 1 ? records[0]! : null;
}

/** The fields behind the version; of a name that comes twice, the first counts. `null` for what is not of that form. */
export function readTagList(record: string): ReadonlyMap<string, string> | null {
  const [, ...parts] = record.split(";").map(trimBlanks);
  if (parts.at(-1) === "") parts.pop();
  const fields = new Map<string, string>();
  for (const part of parts) {
    const [, name, value] = FIELD.exec(part) ?? [];
    if (name === undefined || value === undefined) return null;
    if (!fields.has(name)) fields.set(name, value);
  }
  return fields.size === 0 ? null : fields;
}
