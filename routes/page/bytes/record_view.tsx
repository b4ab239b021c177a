/** A record as it was on the wire, and beside it what it decrypts to. */
import { explainInnerFields, explainRecordFields } from "../../../src/explain/mod.ts";
import type { WireRecord } from "../../../src/report/mod.ts";
import { prose } from "../../prose.ts";
import { octets } from "../measure.ts";
import type { Allotted } from "./allotment.ts";
import { OctetsView } from "./octets_view.tsx";

interface RecordViewProps {
  readonly record: WireRecord;
  readonly allotted: Allotted;
  /** The messages that are in it, by name; those that began before it or go on behind it too. */
  readonly carries: readonly string[];
}

export function RecordView({ record, allotted, carries }: RecordViewProps) {
  const { index, direction, length, fields, bytes, content_type, decrypted, protection } = record;
  return (
    <section class="record" id={`record-${index}`} aria-labelledby={`record-${index}-name`}>
      <h4 id={`record-${index}-name`}>
        {prose.bytes.record(index)}{" "}
        <span>
          {prose.direction[direction]}, {octets(length)}, {prose.protection[protection]}
        </span>
      </h4>
      <p class="carries">{prose.bytes.carries(carries, content_type)}</p>
      <div class={decrypted === null ? "wire" : "wire pair"}>
        <div>
          <h5>{prose.bytes.onTheWire}</h5>
          <OctetsView
            bytes={bytes}
            fields={fields}
            notes={explainRecordFields(fields)}
            allotted={allotted}
            prefix={`w${index}-`}
            name={prose.bytes.record(index)}
          />
        </div>
        {decrypted && (
          <div>
            <h5>{prose.bytes.decrypted}</h5>
            <OctetsView
              bytes={decrypted.bytes}
              fields={decrypted.fields}
              notes={explainInnerFields(decrypted.fields)}
              allotted={allotted}
              prefix={`p${index}-`}
              name={prose.bytes.decryptedRecord(index)}
            />
          </div>
        )}
      </div>
    </section>
  );
}
