/** Octets in the order they came, from pieces of any size: joined when they are needed together, and not before. */
import { concat } from "../../bytes/mod.ts";

export class OctetQueue {
  #pieces: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(octets: Uint8Array): void {
    if (octets.length === 0) return;
    this.#pieces.push(octets);
    this.#length += octets.length;
  }

  /** The first `length` octets, or all when there are fewer. A view; they stay. */
  peek(length: number): Uint8Array {
    const wanted = Math.min(length, this.#length);
    let [count, joined] = [0, 0];
    while (joined < wanted) joined += this.#pieces[count++]!.length;
    if (count > 1) this.#pieces.unshift(concat(...this.#pieces.splice(0, count)));
    return this.#pieces[0]?.subarray(0, wanted) ?? new Uint8Array();
  }

  /** The same, and they are gone from here. */
  take(length: number): Uint8Array {
    const taken = this.peek(length);
    if (taken.length === 0) return taken;
    const rest = this.#pieces[0]!.subarray(taken.length);
    if (rest.length > 0) this.#pieces[0] = rest;
    else this.#pieces.shift();
    this.#length -= taken.length;
    return taken;
  }
}
