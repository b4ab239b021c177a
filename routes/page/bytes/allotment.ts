/**
 * How much of each message and record a page shows. A server may send two million octets in a thousand messages:
 * what is usual is shown whole, and what goes beyond a page that anyone reads is left to the JSON.
 */
import type { Report } from "../../../src/report/mod.ts";

export interface Allotted {
  readonly octets: number;
  readonly fields: number;
}

export interface Allotment {
  /** By index. */
  readonly messages: readonly Allotted[];
  /** By index: of a record on the wire, and again of what it decrypts to. */
  readonly records: readonly Allotted[];
}

const mostOfMessage: Allotted = { octets: 6144, fields: 400 };
const mostOfRecord: Allotted = { octets: 4608, fields: 16 };
const mostOfPage: Allotted = { octets: 64 * 1024, fields: 4096 };

/** First come, first served. */
export function allot({ messages, records = [] }: Report): Allotment {
  let { octets, fields } = mostOfPage;
  function take(most: Allotted, wanted: Allotted): Allotted {
    const taken = {
      octets: Math.min(most.octets, wanted.octets, octets),
      fields: Math.min(most.fields, wanted.fields, fields),
    };
    octets -= taken.octets;
    fields -= taken.fields;
    return taken;
  }
  return {
    messages: messages.map(({ length, fields }) =>
      take(mostOfMessage, { octets: length, fields: fields.length })
    ),
    records: records.map(({ length, fields }) =>
      take(mostOfRecord, { octets: length, fields: fields.length })
    ),
  };
}
