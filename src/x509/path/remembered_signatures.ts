/**
 * Which certificates' signatures were found good, across judgements: a monitor's certificates are the same from one
 * check to the next, and verifying their signatures is most of what judging them costs.
 *
 * Two SHA-256 fingerprints stand for the issuer's key, the certificate, its signature and its algorithm; nothing else
 * goes into a signature's verdict. Bad signatures are not remembered, so nobody fills this with forgeries.
 */
import { MAXIMUM_REMEMBERED_SIGNATURES } from "../bounds.ts";

export class RememberedSignatures {
  readonly #known = new Set<string>();

  constructor(readonly limit: number = MAXIMUM_REMEMBERED_SIGNATURES) {}

  /** `issuer`, `certificate`: fingerprints, in hex. */
  has(issuer: string, certificate: string): boolean {
    return this.#known.has(issuer + certificate);
  }

  /** The one that has been known longest makes room. */
  add(issuer: string, certificate: string): void {
    const key = issuer + certificate;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    if (this.#known.size > this.limit) this.#known.delete(this.#known.keys().next().value!);
  }

  get size(): number {
    return this.#known.size;
  }
}
