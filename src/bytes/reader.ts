/**
 * A synchronous reader over one whole structure in TLS presentation language (RFC 9846 §3).
 *
 * Every read names its field, and the reader records name, offset and length as it goes, so a decoder
 * annotates a message by decoding it. A length scope must consume exactly its bytes.
 */
import type { CodePoint } from "../registry/code_point.ts";
import { DecodeError, LimitError } from "./decode_error.ts";
import type { Field } from "./field.ts";

/** Bounds of a vector, in octets: `<minimum..maximum>`. */
export interface VectorBounds {
  readonly minimum?: number;
  readonly maximum?: number;
}

export class Reader {
  readonly #bytes: Uint8Array;
  readonly #fields: Field[] | null;
  #offset: number;
  #end: number;
  #depth = 0;

  /** `offset`: where the structure starts within `bytes`. `fields` receives what is read; `null`: nobody wants to know. */
  constructor(bytes: Uint8Array, fields: Field[] | null = [], offset = 0) {
    this.#bytes = bytes;
    this.#fields = fields;
    this.#offset = offset;
    this.#end = bytes.length;
  }

  get fields(): readonly Field[] {
    return this.#fields ?? [];
  }

  /** Octets left in the innermost scope. */
  get remaining(): number {
    return this.#end - this.#offset;
  }

  get offset(): number {
    return this.#offset;
  }

  uint8(name: string): number {
    return this.#number(name, 1);
  }

  uint16(name: string): number {
    return this.#number(name, 2);
  }

  uint24(name: string): number {
    return this.#number(name, 3);
  }

  uint32(name: string): number {
    return this.#number(name, 4);
  }

  /** A number from a registry: `lookUp` gives the name that the byte view shows beside it. */
  codePoint(name: string, size: 1 | 2, lookUp: (value: number) => CodePoint): number {
    const value = this.#number(name, size);
    if (this.#fields !== null) this.#fields.at(-1)!.codePoint = lookUp(value);
    return value;
  }

  /** A fixed number of octets, `opaque name[length]`. A view, not a copy. */
  opaque(name: string, length: number): Uint8Array {
    this.#need(name, length);
    this.#record(name, this.#offset, length);
    return this.#take(length);
  }

  /** A variable-length vector of octets, `opaque name<minimum..maximum>`, behind a length of `size` octets. */
  vector(name: string, size: 1 | 2 | 3, bounds: VectorBounds = {}): Uint8Array {
    const length = this.#length(name, size, bounds);
    this.#record(name, this.#offset, length);
    return this.#take(length);
  }

  /** A vector whose content `read` decodes; `read` must consume it whole. */
  scope<T>(name: string, size: 1 | 2 | 3, read: (reader: Reader) => T, bounds: VectorBounds = {}): T {
    const length = this.#length(name, size, bounds);
    return this.#within(name, length, read);
  }

  /** A vector of structures, read by `read` until the vector is spent. Throws `LimitError` behind `limit` of them. */
  list<T>(
    name: string,
    size: 1 | 2 | 3,
    read: (reader: Reader) => T,
    bounds: VectorBounds & { readonly limit?: number } = {},
  ): T[] {
    return this.scope(name, size, (reader) => {
      const items: T[] = [];
      while (reader.remaining > 0) {
        if (items.length === (bounds.limit ?? MAXIMUM_ITEMS)) {
          const message = `"${name}" has more than ${bounds.limit ?? MAXIMUM_ITEMS} entries`;
          throw new LimitError(message, this.#offset, name);
        }
        items.push(read(reader));
      }
      return items;
    }, bounds);
  }

  /** A nested structure that needs no length of its own: what `read` reads is shown one level deeper. */
  group<T>(name: string, read: (reader: Reader) => T): T {
    const start = this.#offset;
    const field = this.#record(name, start, 0);
    this.#depth++;
    const value = read(this);
    this.#depth--;
    field.length = this.#offset - start;
    return value;
  }

  /** The rest of the innermost scope. */
  rest(name: string): Uint8Array {
    return this.opaque(name, this.remaining);
  }

  /** The rest of the innermost scope, left where it is. */
  peek(): Uint8Array {
    return this.#bytes.subarray(this.#offset, this.#end);
  }

  /** Throws unless the innermost scope is spent: a structure does not end before its bytes do. */
  end(name: string): void {
    if (this.remaining > 0) {
      throw this.error(`${this.remaining} trailing octets after "${name}"`, name);
    }
  }

  /** A refusal at the place the reader has reached. */
  error(message: string, field: string): DecodeError {
    return new DecodeError(message, this.#offset, field);
  }

  #within<T>(name: string, length: number, read: (reader: Reader) => T): T {
    this.#record(name, this.#offset, length);
    const outerEnd = this.#end;
    this.#end = this.#offset + length;
    this.#depth++;
    const value = read(this);
    this.end(name);
    this.#depth--;
    this.#end = outerEnd;
    return value;
  }

  #length(name: string, size: 1 | 2 | 3, { minimum = 0, maximum = Infinity }: VectorBounds): number {
    const length = this.#number(`${name}.length`, size);
    if (length < minimum || length > maximum) {
      throw this.error(`"${name}" is ${length} octets long, not ${minimum} to ${maximum}`, name);
    }
    this.#need(name, length);
    return length;
  }

  #number(name: string, size: number): number {
    this.#need(name, size);
    this.#record(name, this.#offset, size);
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + this.#bytes[this.#offset + i]!;
    this.#offset += size;
    return value;
  }

  #need(name: string, length: number): void {
    if (length > this.remaining) {
      throw this.error(`"${name}" needs ${length} octets and ${this.remaining} are left`, name);
    }
  }

  #take(length: number): Uint8Array {
    const taken = this.#bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return taken;
  }

  #record(name: string, offset: number, length: number): { -readonly [K in keyof Field]: Field[K] } {
    const field = { name, offset, length, depth: this.#depth };
    this.#fields?.push(field);
    return field;
  }
}

/** No list in TLS needs more; a peer that sends more is refused before memory is spent on it. */
const MAXIMUM_ITEMS = 65_536;
