/** One message with all its octets: the message itself, then the records that carried it. */
import { explainFields } from "../../../src/explain/mod.ts";
import type { Message, Report, WireRecord } from "../../../src/report/mod.ts";
import { prose } from "../../prose.ts";
import { allot, type Allotment } from "./allotment.ts";
import { OctetsView } from "./octets_view.tsx";
import { RecordView } from "./record_view.tsx";

/** What the views of one page share: each record is shown once, with the first message in it. */
export interface Wire {
  readonly allotment: Allotment;
  readonly records: readonly WireRecord[];
  /** By a record's index, the messages in it. */
  readonly carried: ReadonlyMap<number, readonly Message[]>;
}

/** `null` for a report without bytes. */
export function wireOf(report: Report): Wire | null {
  if (report.records === undefined) return null;
  const carried = new Map<number, Message[]>();
  for (const message of report.messages) {
    for (const record of message.records ?? []) {
      const others = carried.get(record);
      if (others === undefined) carried.set(record, [message]);
      else others.push(message);
    }
  }
  // A saved report may number them otherwise; messages go by their places.
  const records = report.records.map((record, index) => ({ ...record, index }));
  return { allotment: allot(report), records, carried };
}

/** Records of one message that are shown; a message of a quarter of a million octets may come in as many. */
const maxRecordsShown = 12;

interface MessageViewProps {
  readonly message: Message;
  readonly bytes: string;
  readonly wire: Wire;
}

export function MessageView({ message, bytes, wire }: MessageViewProps) {
  const { index, fields } = message;
  const name = nameOf(message);
  const own = [...new Set(message.records)].flatMap((record) => wire.records[record] ?? []);
  const first = own.filter((record) => wire.carried.get(record.index)?.[0] === message);
  const shared = own.filter((record) => wire.carried.get(record.index)?.[0] !== message);
  return (
    <div class="message-view">
      <p class="keys hint">{prose.bytes.keys}</p>
      <OctetsView
        bytes={bytes}
        fields={fields}
        notes={explainFields(message, fields)}
        allotted={wire.allotment.messages[index] ?? nothing}
        prefix={`m${index}-`}
        name={name}
      />
      {shared.slice(0, maxRecordsShown).map((record) => (
        <p class="shared">
          <a href={`#record-${record.index}`}>
            {prose.bytes.sharedRecord(record.index, nameOf(wire.carried.get(record.index)![0]!))}
          </a>
        </p>
      ))}
      {first.slice(0, maxRecordsShown).map((record) => <Record record={record} wire={wire} />)}
      {first.length > maxRecordsShown && (
        <p class="hint">{prose.bytes.moreRecords(first.length - maxRecordsShown)}</p>
      )}
    </div>
  );
}

/** Records that no message came in: ChangeCipherSpec for the sake of middleboxes, padding, and what did not decrypt. */
export function SilentRecords({ wire }: { readonly wire: Wire }) {
  const silent = wire.records.filter(({ index }) => !wire.carried.has(index));
  if (silent.length === 0) return null;
  return (
    <details class="silent">
      <summary>{prose.bytes.silentRecords(silent.length)}</summary>
      <p class="hint">{prose.bytes.aboutSilentRecords}</p>
      {silent.slice(0, maxRecordsShown).map((record) => <Record record={record} wire={wire} />)}
      {silent.length > maxRecordsShown && (
        <p class="hint">{prose.bytes.moreRecords(silent.length - maxRecordsShown)}</p>
      )}
    </details>
  );
}

function Record({ record, wire }: { readonly record: WireRecord; readonly wire: Wire }) {
  return (
    <RecordView
      record={record}
      allotted={wire.allotment.records[record.index] ?? nothing}
      carries={(wire.carried.get(record.index) ?? []).map(nameOf)}
    />
  );
}

const nothing = { octets: 0, fields: 0 };

function nameOf({ msg_type, content_type }: Message): string {
  const { name, hex } = msg_type ?? content_type;
  return name ?? hex;
}
