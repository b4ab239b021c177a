/** The evidence of a few checks, for a few minutes, in this process's memory, each under an id that nobody can guess. */
import type { KeptEvidence } from "./files.ts";

const KEPT_MS = 5 * 60_000;
const CHECKS_MAX = 100;
const OCTETS_MAX = 64 * 1024 * 1024;
/** 128 bits. */
const ID_OCTETS = 16;

interface Kept {
  readonly evidence: KeptEvidence;
  readonly expiresMs: number;
  readonly octets: number;
}

export class EvidenceStore {
  /** The oldest first. */
  readonly #kept = new Map<string, Kept>();
  readonly #random: (length: number) => Uint8Array;
  readonly #now: () => number;
  #octets = 0;

  /** `random`: octets that nobody can foretell. `now`: milliseconds since 1970. */
  constructor(random: (length: number) => Uint8Array, now: () => number = Date.now) {
    this.#random = random;
    this.#now = now;
  }

  /** The oldest make room. */
  keep(evidence: KeptEvidence): { readonly id: string; readonly expiresAt: Date } {
    const id = this.#random(ID_OCTETS).toHex();
    const expiresMs = this.#now() + KEPT_MS;
    const octets = sizeOf(evidence);
    this.#kept.set(id, { evidence, expiresMs, octets });
    this.#octets += octets;
    this.#forget();
    return { id, expiresAt: new Date(expiresMs) };
  }

  /** `null` when there is none, or no longer. */
  get(id: string): KeptEvidence | null {
    this.#forget();
    return this.#kept.get(id)?.evidence ?? null;
  }

  #forget(): void {
    for (const [id, { expiresMs, octets }] of this.#kept) {
      const isFull = this.#kept.size > CHECKS_MAX || this.#octets > OCTETS_MAX;
      if (expiresMs > this.#now() && !isFull) return;
      this.#kept.delete(id);
      this.#octets -= octets;
    }
  }
}

/** What takes room: the report's text, and the octets of the wire. */
function sizeOf({ json, evidence: { connections } }: KeptEvidence): number {
  let octets = 2 * json.length;
  for (const { events } of connections) {
    for (const event of events) octets += 100 + ("bytes" in event ? event.bytes.length : 0);
  }
  return octets;
}
