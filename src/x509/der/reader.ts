/**
 * A synchronous reader of DER (X.690), strict by recording: what is BER but not DER is read and noted in
 * `faults`, so that a certificate can be shown and still be refused; what cannot be read at all throws.
 *
 * It reads identifier octets with tag numbers to 30, definite lengths only, and counts every element against
 * one budget. It does not look into values that nobody asks for.
 */
import { derElementAt, objectIdentifierText } from "../../bytes/mod.ts";
import { MAXIMUM_NODES } from "../bounds.ts";
import { MalformedCertificateError } from "../malformed.ts";
import { tag } from "./tag.ts";

/** Something read that DER or the type does not allow. `offset`: octets from the start of the whole structure. */
export interface DerFault {
  readonly field: string;
  readonly message: string;
  readonly offset: number;
}

/** Where an element lies: `start` of its identifier, `content` of its value, `end` behind it. */
export interface Element {
  readonly tag: number;
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

export interface BitString {
  readonly unusedBits: number;
  readonly bytes: Uint8Array;
}

/** What the readers over one structure share. */
interface Source {
  readonly bytes: Uint8Array;
  readonly faults: DerFault[];
  /** Where `bytes` starts in the structure that offsets are counted in. */
  readonly base: number;
  readonly budget: { nodes: number; readonly limit: number };
}

export class DerReader {
  readonly #source: Source;
  readonly #end: number;
  #offset: number;

  private constructor(source: Source, offset: number, end: number) {
    this.#source = source;
    this.#offset = offset;
    this.#end = end;
  }

  static over(
    bytes: Uint8Array,
    options: { faults?: DerFault[]; base?: number; nodes?: number } = {},
  ): DerReader {
    const { faults = [], base = 0, nodes = MAXIMUM_NODES } = options;
    return new DerReader({ bytes, faults, base, budget: { nodes: 0, limit: nodes } }, 0, bytes.length);
  }

  get atEnd(): boolean {
    return this.#offset === this.#end;
  }

  /** The identifier octet that comes next; -1 at the end. */
  get nextTag(): number {
    return this.#offset < this.#end ? this.#source.bytes[this.#offset]! : -1;
  }

  /** Any element. */
  any(field: string): Element {
    const { budget } = this.#source;
    if (++budget.nodes > budget.limit) {
      throw this.#refusal(
        `lies behind the ${budget.limit} ASN.1 elements that are looked at`,
        field,
        "too_complex",
      );
    }
    const start = this.#offset;
    const found = derElementAt(this.#source.bytes, start, this.#end);
    if (typeof found === "string") throw this.error(found, field);
    if (!found.isShortest) this.fault("has a length in more octets than needed", field); // X.690 §10.1
    this.#offset = found.end;
    return { tag: found.tag, start, content: found.content, end: found.end };
  }

  /** An element with this identifier octet. */
  read(expected: number, field: string): Element {
    if (this.nextTag !== expected) {
      throw this.error(
        this.atEnd
          ? "is missing"
          : `has tag 0x${this.nextTag.toString(16).padStart(2, "0")}, not 0x${
            expected.toString(16).padStart(2, "0")
          }`,
        field,
      );
    }
    return this.any(field);
  }

  /** An element with this identifier octet, if it comes next. */
  optional(expected: number, field: string): Element | null {
    return this.nextTag === expected ? this.any(field) : null;
  }

  /** A constructed element whose content `read` must consume whole. */
  sequence<T>(field: string, read: (reader: DerReader) => T, expected: number = tag.sequence): T {
    return this.within(this.read(expected, field), field, read);
  }

  /** Every element inside a constructed element, read one by one. */
  sequenceOf<T>(field: string, read: (reader: DerReader) => T, expected: number = tag.sequence): T[] {
    return this.sequence(field, (reader) => {
      const items: T[] = [];
      while (!reader.atEnd) items.push(read(reader));
      return items;
    }, expected);
  }

  /** The content of an element already read; `read` must consume it whole. */
  within<T>(element: Element, field: string, read: (reader: DerReader) => T): T {
    const inner = new DerReader(this.#source, element.content, element.end);
    const value = read(inner);
    inner.end(field);
    return value;
  }

  /** Throws unless everything was read. */
  end(field: string): void {
    if (!this.atEnd) throw this.error(`has ${this.#end - this.#offset} octets too many`, field);
  }

  boolean(field: string): boolean {
    const element = this.read(tag.boolean, field);
    const octet = this.#source.bytes[element.content];
    if (element.end - element.content !== 1) {
      throw this.error("is a BOOLEAN that is not one octet long", field);
    }
    if (octet !== 0 && octet !== 0xff) this.fault("is a BOOLEAN that is neither 00 nor FF", field); // X.690 §11.1
    return octet !== 0;
  }

  /** A BOOLEAN DEFAULT FALSE. */
  defaultFalse(field: string): boolean {
    if (this.nextTag !== tag.boolean) return false;
    const value = this.boolean(field);
    if (!value) this.fault("spells out its default value, FALSE", field); // X.690 §11.5
    return value;
  }

  /** The content octets of an INTEGER, two's complement. */
  integer(field: string, expected: number = tag.integer): Uint8Array {
    const content = this.content(this.read(expected, field));
    if (content.length === 0) throw this.error("is an INTEGER without octets", field);
    // X.690 §8.3.2: the first nine bits are not all the same
    if (
      content.length > 1 && (content[0] === 0 || content[0] === 0xff) && (content[0]! ^ content[1]!) < 0x80
    ) {
      this.fault("is an INTEGER in more octets than needed", field);
    }
    return content;
  }

  /** A small INTEGER: path lengths, versions, skip counts. */
  smallInteger(field: string, expected: number = tag.integer): number {
    const content = this.integer(field, expected);
    if (content[0]! >= 0x80) throw this.error("is negative", field);
    let value = 0;
    for (const octet of content) value = Math.min(value * 256 + octet, Number.MAX_SAFE_INTEGER);
    return value;
  }

  objectIdentifier(field: string, expected: number = tag.objectIdentifier): string {
    const text = objectIdentifierText(this.content(this.read(expected, field)));
    if (text === null) throw this.error("is not a well-formed OBJECT IDENTIFIER", field);
    return text;
  }

  octetString(field: string, expected: number = tag.octetString): Uint8Array {
    return this.content(this.read(expected, field));
  }

  bitString(field: string, expected: number = tag.bitString): BitString {
    const content = this.content(this.read(expected, field));
    const unusedBits = content[0];
    if (unusedBits === undefined || unusedBits > 7 || (unusedBits > 0 && content.length === 1)) {
      throw this.error("is not a well-formed BIT STRING", field);
    }
    // X.690 §11.2.1: unused bits are zero
    if ((content.at(-1)! & ((1 << unusedBits) - 1)) !== 0) this.fault("has unused bits that are set", field);
    return { unusedBits, bytes: content.subarray(1) };
  }

  /** The numbers of the bits that are set in a BIT STRING with named bits. */
  namedBits(field: string, expected: number = tag.bitString): number[] {
    const { unusedBits, bytes } = this.bitString(field, expected);
    const length = bytes.length * 8 - unusedBits;
    const set: number[] = [];
    for (let bit = 0; bit < length; bit++) if (bytes[bit >> 3]! & (0x80 >> (bit & 7))) set.push(bit);
    // X.690 §11.2.2: no trailing zero bits
    if (length > 0 && set.at(-1) !== length - 1) this.fault("has trailing zero bits", field);
    return set;
  }

  /** The octets of an element's value. A view, not a copy. */
  content(element: Element): Uint8Array {
    return this.#source.bytes.subarray(element.content, element.end);
  }

  /** The octets of a whole element. A view, not a copy. */
  whole(element: Element): Uint8Array {
    return this.#source.bytes.subarray(element.start, element.end);
  }

  /** Notes something that can be read and is not allowed. */
  fault(message: string, field: string): void {
    this.#source.faults.push({ field, message: `"${field}" ${message}`, offset: this.#position });
  }

  /** A refusal at the place the reader has reached. */
  error(message: string, field: string): MalformedCertificateError {
    return this.#refusal(message, field, "malformed_certificate");
  }

  get #position(): number {
    return this.#source.base + this.#offset;
  }

  #refusal(
    message: string,
    field: string,
    code: MalformedCertificateError["code"],
  ): MalformedCertificateError {
    return new MalformedCertificateError(`"${field}" ${message}`, this.#position, field, code);
  }
}
