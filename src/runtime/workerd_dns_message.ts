/**
 * DNS messages (RFC 1035 §4) as far as addresses need them: a question for one name and type, and of its answer the
 * response code and the addresses. Names in answers are skipped, not read: whichever name of a chain of CNAME
 * records an address belongs to, the resolver put it there because it answers the question.
 */
import { DecodeError, Reader, Writer } from "../bytes/mod.ts";
import { addressFrom } from "../net/mod.ts";

export const RecordType = { A: 1, AAAA: 28 } as const;
export type RecordType = typeof RecordType[keyof typeof RecordType];

/** RFC 1035 §4.1.1. */
export const ResponseCode = { noError: 0, serverFailure: 2, nameError: 3, refused: 5 } as const;

export interface DnsAnswer {
  readonly responseCode: number;
  /** Canonical text, in the order of the answer. */
  readonly addresses: readonly string[];
}

const CLASS_IN = 1;
const RECURSION_DESIRED = 0x0100;
const RESPONSE = 0x8000;

/** `null` for a name that no message can hold (RFC 1035 §2.3.4). */
export function encodeQuestion(hostname: string, type: RecordType): Uint8Array<ArrayBuffer> | null {
  const labels = hostname.replace(/\.$/, "").split(".").map((label) => new TextEncoder().encode(label));
  const length = labels.reduce((sum, label) => sum + 1 + label.length, 1);
  if (length > 255 || labels.some((label) => label.length < 1 || label.length > 63)) return null;
  const writer = new Writer();
  writer.uint16(0); // RFC 8484 §4.1: an ID of 0, so that caches know the same question again
  writer.uint16(RECURSION_DESIRED);
  for (const count of [1, 0, 0, 0]) writer.uint16(count);
  for (const label of labels) writer.vector(1, label);
  return writer.uint8(0).uint16(type).uint16(CLASS_IN).bytes();
}

/** Throws `DecodeError` for what is not an answer. */
export function decodeAnswer(message: Uint8Array, type: RecordType): DnsAnswer {
  const reader = new Reader(message);
  reader.uint16("id");
  const flags = reader.uint16("flags");
  if ((flags & RESPONSE) === 0) throw new DecodeError("A question came back, not an answer", 2, "flags");
  const questions = reader.uint16("qdcount");
  const answers = reader.uint16("ancount");
  reader.uint16("nscount");
  reader.uint16("arcount");
  for (let i = 0; i < questions; i++) {
    skipName(reader);
    reader.opaque("qtype, qclass", 4);
  }
  const addresses: string[] = [];
  for (let i = 0; i < answers; i++) {
    skipName(reader);
    const found = reader.uint16("type");
    reader.opaque("class, ttl", 6);
    const data = reader.vector("rdata", 2);
    if (found === type && data.length === addressLength(type)) addresses.push(addressFrom(data).text);
  }
  return { responseCode: flags & 0x0f, addresses };
}

/** RFC 1035 §4.1.4: labels up to an empty one, or up to a pointer, which is where a name ends in its place. */
function skipName(reader: Reader): void {
  for (;;) {
    const length = reader.uint8("label.length");
    if (length === 0) return;
    if (length >= 0xc0) {
      reader.uint8("pointer");
      return;
    }
    reader.opaque("label", length);
  }
}

function addressLength(type: RecordType): number {
  return type === RecordType.A ? 4 : 16;
}
