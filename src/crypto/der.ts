/** DER (X.690 §10), read strictly and synchronously: as much as keys, signatures and a certificate's outline need. */
import { concat, DecodeError, derElementAt, objectIdentifierText } from "../bytes/mod.ts";
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
    const found = derElementAt(this.#bytes, start, this.#bytes.length);
    if (typeof found === "string") throw this.#error(`"${name}" ${found}`, name);
    const { tag, content, end, isShortest } = found;
    if (expectedTag !== undefined && tag !== expectedTag) {
      throw this.#error(`"${name}" has the tag ${tag}, not ${expectedTag}`, name);
    }
    if (!isShortest) throw this.#error(`The length of "${name}" is not in its shortest form`, name);
    this.#offset = end;
    return { tag, content: this.#bytes.subarray(content, end), bytes: this.#bytes.subarray(start, end) };
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
    const text = objectIdentifierText(this.element(name, tag.objectIdentifier).content);
    if (text === null) throw this.#error(`"${name}" is not a well-formed OBJECT IDENTIFIER`, name);
    return text;
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
