/**
 * DNS messages (RFC 1035 §4): a question for one name and type, and the records that answer it. Whatever comes back
 * has to be an answer to that question, and nothing in it is believed to be short.
 */
import { Reader, Writer } from "../bytes/mod.ts";
import { encodeName, isSameName, readName } from "./name.ts";

/** RFC 1035 §4.2.2: its length is 16 bits. */
export const MAXIMUM_MESSAGE_OCTETS = 65_535;

/** Of all sections together; the largest sets that are in use have some dozens. */
const MAXIMUM_RECORDS = 1_000;

const CLASS_IN = 1;

const RESPONSE = 0x8000;
const TRUNCATED = 0x0200;
const RECURSION_DESIRED = 0x0100;
const AUTHENTIC_DATA = 0x0020;

export interface Question {
  readonly name: string;
  readonly type: number;
}

export interface Message {
  readonly responseCode: number;
  /** The AD bit (RFC 4035 §3.2.3): the resolver says that it has validated the answer. Nobody else does. */
  readonly authenticData: boolean;
  readonly truncated: boolean;
  /** The answer section. */
  readonly answers: readonly ResourceRecord[];
}

export interface ResourceRecord {
  readonly owner: string;
  readonly type: number;
  /** Seconds. */
  readonly ttl: number;
  readonly data: Uint8Array;
  /** Decodes the data, all of it; `message` is what names in it may point into. Throws `DecodeError`. */
  read<T>(decode: (reader: Reader, message: Uint8Array) => T): T;
}

/**
 * `null` for a name that no message can hold. The AD bit asks the resolver to tell whether it validated (RFC 6840
 * §5.7). The ID is 0: caches know the same question again (RFC 8484 §4.1), and over TCP one question has a
 * connection to itself.
 */
export function encodeQuestion({ name, type }: Question): Uint8Array<ArrayBuffer> | null {
  const encoded = encodeName(name);
  if (encoded === null) return null;
  const writer = new Writer().uint16(0).uint16(RECURSION_DESIRED | AUTHENTIC_DATA);
  for (const count of [1, 0, 0, 0]) writer.uint16(count);
  return writer.opaque(encoded).uint16(type).uint16(CLASS_IN).bytes();
}

/** Throws `DecodeError` for what is not an answer to `question`. */
export function decodeMessage(message: Uint8Array, question: Question): Message {
  const reader = new Reader(message);
  if (reader.uint16("id") !== 0) throw reader.error("The answer has the ID of another question", "id");
  const flags = reader.uint16("flags");
  if ((flags & RESPONSE) === 0) throw reader.error("A question came back, not an answer", "flags");
  const [questions, ...counts] = ["qdcount", "ancount", "nscount", "arcount"].map((name) =>
    reader.uint16(name)
  );
  if (questions !== 1) throw reader.error(`The answer is to ${questions} questions`, "qdcount");
  expectQuestion(reader, message, question);
  if (counts.reduce((sum, count) => sum + count, 0) > MAXIMUM_RECORDS) {
    throw reader.error(`The answer has more than ${MAXIMUM_RECORDS} records`, "ancount");
  }
  const [answers] = counts.map((count) => Array.from({ length: count }, () => readRecord(reader, message)));
  reader.end("message");
  return {
    responseCode: flags & 0x0f,
    authenticData: (flags & AUTHENTIC_DATA) !== 0,
    truncated: (flags & TRUNCATED) !== 0,
    answers: answers!,
  };
}

function expectQuestion(reader: Reader, message: Uint8Array, question: Question): void {
  const name = readName(reader, message);
  const isAsked = isSameName(name, question.name.replace(/(?<=.)\.$/, "")) &&
    reader.uint16("qtype") === question.type && reader.uint16("qclass") === CLASS_IN;
  if (!isAsked) throw reader.error("The answer is to another question", "question");
}

function readRecord(reader: Reader, message: Uint8Array): ResourceRecord {
  const owner = readName(reader, message);
  const type = reader.uint16("type");
  reader.uint16("class");
  const ttl = reader.uint32("ttl");
  const data = reader.vector("rdata", 2);
  const end = reader.offset;
  return {
    owner,
    type,
    // RFC 2181 §8: with the first bit set it is as good as zero.
    ttl: ttl < 2 ** 31 ? ttl : 0,
    data,
    read(decode) {
      const within = new Reader(message.subarray(0, end), [], end - data.length);
      const value = decode(within, message);
      within.end("rdata");
      return value;
    },
  };
}
