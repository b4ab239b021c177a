/** Octets that several fetches may read together: what one was promised or has read, no other gets. */
export class OctetBudget {
  #left: number;

  constructor(readonly total: number) {
    this.#left = total;
  }

  get left(): number {
    return this.#left;
  }

  /** Whether there were as many; when not, nothing is taken. */
  take(octets: number): boolean {
    if (octets > this.#left) return false;
    this.#left -= octets;
    return true;
  }

  /** What was taken and did not come after all. */
  giveBack(octets: number): void {
    this.#left += octets;
  }
}
