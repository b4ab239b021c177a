/** What a record is made of, by the names of RFC 9846 §5 and RFC 5246 §6.2, for those who look at its octets. */
import { concat, type Field, Reader } from "../../bytes/mod.ts";
import { contentTypes, protocolVersions } from "../../registry/mod.ts";

/** Parts in their order; the one whose length is `null` takes what the others leave. */
type Parts = readonly (readonly [name: string, length: number | null])[];

export interface RecordLayout {
  /** The RFC's name of what stands behind the header. */
  readonly fragment: "fragment" | "encrypted_record";
  /** Of the fragment as it is on the wire; none when it is not encrypted. */
  readonly outer: Parts;
  /** What was encrypted behind the content. */
  readonly inner: Parts;
}

export const inTheClear: RecordLayout = { fragment: "fragment", outer: [], inner: [] };

/** The fields of a whole record as it is on the wire. */
export function recordFields(record: Uint8Array, { fragment, outer }: RecordLayout): readonly Field[] {
  const reader = new Reader(record);
  reader.codePoint(fragment === "encrypted_record" ? "opaque_type" : "type", 1, contentTypes.codePoint);
  reader.codePoint("legacy_record_version", 2, protocolVersions.codePoint);
  reader.uint16("length");
  // One that is too short for its parts, which is why it does not decrypt, is shown as one piece.
  if (outer.length === 0 || reader.remaining < fixedLength(outer)) reader.rest(fragment);
  else reader.group(fragment, (reader) => readParts(reader, outer));
  return reader.fields;
}

/** The fields of what was encrypted; a record of our own may lack what its cipher adds, such as padding. */
export function innerFields(
  inner: Uint8Array,
  contentLength: number,
  layout: RecordLayout,
): readonly Field[] {
  const reader = new Reader(inner);
  reader.opaque("content", contentLength);
  if (reader.remaining > 0) readParts(reader, layout.inner);
  return reader.fields;
}

/** What is encrypted of a record that is sent, as far as it is known before: all but the padding and MAC of CBC. */
export function innerSent(layout: RecordLayout, contentType: number, content: Uint8Array): Uint8Array {
  return layout.inner[0]?.[0] === "type" ? concat(content, new Uint8Array([contentType])) : content;
}

function readParts(reader: Reader, parts: Parts): void {
  const left = reader.remaining - fixedLength(parts);
  for (const [name, length] of parts) {
    const octets = length ?? left;
    if (name === "type") reader.codePoint(name, 1, contentTypes.codePoint);
    else if (octets > 0) reader.opaque(name, octets);
  }
}

function fixedLength(parts: Parts): number {
  return parts.reduce((sum, [, length]) => sum + (length ?? 0), 0);
}
