/** Which records a handshake message came in: the account of what the joiner is given and what it gives back. */
export class RecordSpans {
  readonly #spans: { readonly record: number; left: number }[] = [];

  push(record: number, length: number): void {
    this.#spans.push({ record, left: length });
  }

  /** The records of the next `length` octets, in their order. */
  take(length: number): readonly number[] {
    const records: number[] = [];
    for (let left = length; left > 0;) {
      const span = this.#spans[0]!;
      const taken = Math.min(left, span.left);
      records.push(span.record);
      span.left -= taken;
      left -= taken;
      if (span.left === 0) this.#spans.shift();
    }
    return records;
  }
}
