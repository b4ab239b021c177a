/** The fields beside the octets: where each lies, what it is called, what it says and what it is there for. */
import { entryOfField, type FieldNote } from "../../../src/explain/mod.ts";
import type { Field } from "../../../src/report/mod.ts";
import { prose } from "../../prose.ts";
import { Reference } from "../reference.tsx";
import { readingOf } from "./reading.ts";

interface FieldTableProps {
  readonly fields: readonly Field[];
  readonly notes: readonly (FieldNote | null)[];
  /** The octets that are shown. */
  readonly hex: string;
  readonly prefix: string;
  /** The fields whose octets have an element to point to. */
  readonly placed: ReadonlySet<number>;
  readonly caption: string;
}

const deepestIndent = 6;

export function FieldTable({ fields, notes, hex, prefix, placed, caption }: FieldTableProps) {
  return (
    <table class="fields-of">
      <caption class="hidden">{caption}</caption>
      <colgroup>
        <col class="at" />
        <col />
      </colgroup>
      <thead class="hidden">
        <tr>
          <th scope="col">{prose.bytes.octets}</th>
          <th scope="col">{prose.bytes.field}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field, index) => (
          <Row
            field={field}
            note={notes[index]!}
            // A list says once what its entries are.
            isRepeated={isSibling(fields, index)}
            reading={extensionName(fields, index) ?? readingOf(field, notes[index]!, hex)}
            href={placed.has(index) ? `#${prefix}${index}` : null}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly field: Field;
  readonly note: FieldNote | null;
  readonly isRepeated: boolean;
  readonly reading: string | null;
  readonly href: string | null;
}

function Row({ field, note, isRepeated, reading, href }: RowProps) {
  const { name, offset, length, depth, code_point } = field;
  const entry = code_point && entryOfField(name, code_point.value);
  return (
    <tr>
      <td>{length === 0 ? prose.bytes.empty : length === 1 ? offset : `${offset}–${offset + length - 1}`}</td>
      <th scope="row" class={`d${Math.min(depth, deepestIndent)}`}>
        {href === null ? <span class="name">{name}</span> : <a class="name" href={href}>{name}</a>}
        {reading !== null && <b>{reading}</b>}
        {code_point && <i>{code_point.hex}</i>}
        {entry && (
          <span class="registered">
            <Reference text={entry.reference} />
          </span>
        )}
        {entry?.recommended === "D" && <em>{prose.bytes.discouraged}</em>}
        {note && !isRepeated && (
          <span class="says">
            {note.says} <Reference text={note.reference} />
          </span>
        )}
      </th>
    </tr>
  );
}

/** An extension is called by its type, which is the first thing in it. */
function extensionName(fields: readonly Field[], index: number): string | null {
  return fields[index]!.name === "extension" ? fields[index + 1]?.code_point?.name ?? null : null;
}

function isSibling(fields: readonly Field[], index: number): boolean {
  const { name, depth, code_point } = fields[index]!;
  const before = fields[index - 1];
  return code_point !== undefined && before?.name === name && before.depth === depth;
}
