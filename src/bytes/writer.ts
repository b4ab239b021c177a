/** A writer in TLS presentation language (RFC 9846 §3): numbers, opaque octets and length scopes. */

export class Writer {
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  uint8(value: number): this {
    return this.#number(value, 1);
  }

  uint16(value: number): this {
    return this.#number(value, 2);
  }

  uint24(value: number): this {
    return this.#number(value, 3);
  }

  uint32(value: number): this {
    return this.#number(value, 4);
  }

  uint64(value: number | bigint): this {
    const start = this.#grow(8);
    new DataView(this.#bytes.buffer).setBigUint64(start, BigInt(value));
    return this;
  }

  opaque(bytes: Uint8Array): this {
    const start = this.#grow(bytes.length);
    this.#bytes.set(bytes, start);
    return this;
  }

  /** A vector of octets behind its length of `size` octets. */
  vector(size: 1 | 2 | 3, bytes: Uint8Array): this {
    return this.scope(size, (writer) => writer.opaque(bytes));
  }

  /** A vector whose content `write` writes; its length is filled in afterwards. */
  scope(size: 1 | 2 | 3, write: (writer: this) => void): this {
    const start = this.#grow(size);
    write(this);
    const length = this.#length - start - size;
    if (length >= 2 ** (8 * size)) {
      throw new RangeError(`A vector of ${length} octets does not fit ${size} octets`);
    }
    this.#set(start, length, size);
    return this;
  }

  /** A copy of what was written. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #number(value: number, size: number): this {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** (8 * size)) {
      throw new RangeError(`The number ${value} does not fit ${size} octets`);
    }
    this.#set(this.#grow(size), value, size);
    return this;
  }

  #set(offset: number, value: number, size: number): void {
    for (let i = size - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) {
      this.#bytes[offset + i] = rest % 256;
    }
  }

  #grow(length: number): number {
    const start = this.#length;
    this.#length += length;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, start));
      this.#bytes = larger;
    }
    return start;
  }
}
