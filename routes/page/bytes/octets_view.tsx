/** Hex on one side, fields on the other: whatever has octets and fields is shown like this. */
import type { FieldNote } from "../../../src/explain/mod.ts";
import type { Field } from "../../../src/report/mod.ts";
import { prose } from "../../prose.ts";
import type { Allotted } from "./allotment.ts";
import { FieldTable } from "./field_table.tsx";
import { Hex } from "./hex.tsx";
import { type Place, placesOf } from "./tree.ts";

interface OctetsViewProps {
  /** All of it, in hex. */
  readonly bytes: string;
  readonly fields: readonly Field[];
  readonly notes: readonly (FieldNote | null)[];
  readonly allotted: Allotted;
  readonly prefix: string;
  /** As a sentence calls it. */
  readonly name: string;
}

export function OctetsView({ bytes, fields, notes, allotted, prefix, name }: OctetsViewProps) {
  const hex = bytes.slice(0, 2 * allotted.octets);
  const shown = fields.slice(0, allotted.fields);
  const places = placesOf(shown, hex.length / 2);
  const beyond = (bytes.length - hex.length) / 2;
  return (
    <div class="bytes">
      <div class="side">
        <Hex hex={hex} places={places} prefix={prefix} label={prose.bytes.hexOf(name)} />
        {beyond > 0 && <p class="hint">{prose.bytes.moreOctets(beyond)}</p>}
      </div>
      {shown.length > 0 && (
        <div class="side">
          <FieldTable
            fields={shown}
            notes={notes}
            hex={hex}
            prefix={prefix}
            placed={placed(places)}
            caption={prose.bytes.fieldsOf(name)}
          />
          {fields.length > shown.length && (
            <p class="hint">{prose.report.moreFields(fields.length - shown.length)}</p>
          )}
        </div>
      )}
    </div>
  );
}

function placed(places: readonly Place[]): Set<number> {
  const found = new Set<number>();
  const queue = [...places];
  for (const { field, parts } of queue) {
    found.add(field);
    queue.push(...parts);
  }
  return found;
}
