/** DER (X.690 §10), read strictly and synchronously: as much as keys, signatures and a certificate's outline need. */
import { concat, DecodeError } from "../bytes/mod.ts";
import { bitLength, toBigInt, toOctets } from "./bigint.ts";

export const tag = {
  integer: 0x02,
  bitString: 0x03,
  null: 0x05,
  objectIdentifier: 0x06,
  sequence: 0x30,
  explicit0: 0xa0,
} as const;

export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Tag and length included. */
  readonly bytes: Uint8Array;
}

/** Reads elements one after another. Throws `DecodeError`. */
export class DerReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  /** The tag of the next element, or `null` at the end. */
  get nextTag(): number | null {
    return this.#bytes[this.#offset] ?? null;
  }

  element(name: string, expectedTag?: number): DerElement {
    const start = this.#offset;
    const tag = this.#octet(name);
    if (expectedTag !== undefined && tag !== expectedTag) {
      throw this.#error(`"${name}" has the tag ${tag}, not ${expectedTag}`, name);
    }
    if ((tag & 0x1f) === 0x1f) throw this.#error(`"${name}" has a tag of more than one octet`, name);
    const length = this.#length(name);
    if (length > this.remaining) {
      throw this.#error(`"${name}" has ${length} octets and ${this.remaining} are left`, name);
    }
    const content = this.#bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return { tag, content, bytes: this.#bytes.subarray(start, this.#offset) };
  }

  sequence(name: string): DerReader {
    return new DerReader(this.element(name, tag.sequence).content);
  }

  /** An INTEGER that is not negative, in its shortest form (X.690 §8.3.2). */
  unsigned(name: string): bigint {
    const { content } = this.element(name, tag.integer);
    const [first, second] = content;
    if (first === undefined) throw this.#error(`"${name}" is an integer without octets`, name);
    if (first >= 0x80) throw this.#error(`"${name}" is negative`, name);
    if (first === 0 && second !== undefined && second < 0x80) {
      throw this.#error(`"${name}" is not in its shortest form`, name);
    }
    return toBigInt(content);
  }

  /** Dotted. */
  objectIdentifier(name: string): string {
    const { content } = this.element(name, tag.objectIdentifier);
    const last = content.at(-1);
    if (last === undefined || last >= 0x80) throw this.#error(`"${name}" is cut short`, name);
    const arcs: bigint[] = [];
    let arc = 0n;
    for (const octet of content) {
      arc = arc << 7n | BigInt(octet & 0x7f);
      if (octet >= 0x80) continue;
      arcs.push(arc);
      arc = 0n;
    }
    const [joined, ...rest] = arcs as [bigint, ...bigint[]];
    const root = joined < 80n ? joined / 40n : 2n; // X.690 §8.19.4
    return [root, joined - 40n * root, ...rest].join(".");
  }

  /** A BIT STRING of whole octets. */
  octetAlignedBits(name: string): Uint8Array {
    const { content } = this.element(name, tag.bitString);
    if (content[0] !== 0) throw this.#error(`"${name}" is not a whole number of octets`, name);
    return content.subarray(1);
  }

  /** Throws unless everything was read. */
  end(name: string): void {
    if (this.remaining > 0) throw this.#error(`${this.remaining} trailing octets after "${name}"`, name);
  }

  #length(name: string): number {
    const first = this.#octet(name);
    if (first < 0x80) return first;
    const count = first & 0x7f;
    if (count === 0 || count > MAXIMUM_LENGTH_OCTETS) {
      throw this.#error(`"${name}" has a length of ${count} octets`, name);
    }
    let length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + this.#octet(name);
    if (length < 0x80 || length < 256 ** (count - 1)) {
      throw this.#error(`The length of "${name}" is not in its shortest form`, name);
    }
    return length;
  }

  #octet(name: string): number {
    const octet = this.#bytes[this.#offset];
    if (octet === undefined) throw this.#error(`"${name}" is missing or cut short`, name);
    this.#offset++;
    return octet;
  }

  #error(message: string, field: string): DecodeError {
    return new DecodeError(message, this.#offset, field);
  }
}

/** One element around `contents`. */
export function derElement(tag: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = concat(...contents);
  if (content.length < 0x80) return concat(Uint8Array.of(tag, content.length), content);
  const length = toOctets(BigInt(content.length), Math.ceil(bitLength(BigInt(content.length)) / 8));
  return concat(Uint8Array.of(tag, 0x80 | length.length), length, content);
}

/** A certificate message in TLS is shorter than 2^24 octets. */
const MAXIMUM_LENGTH_OCTETS = 3;
