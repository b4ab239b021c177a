/** Observations by size, as Prometheus has them: how many were at most so large, for each of a few bounds. */
export class Histogram {
  /** Ascending. */
  readonly bounds: readonly number[];
  /** How many were at most `bounds[index]`. */
  readonly counts: number[];
  count = 0;
  sum = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = bounds.map(() => 0);
  }

  observe(value: number): void {
    this.count++;
    this.sum += value;
    for (const [index, bound] of this.bounds.entries()) {
      if (value <= bound) this.counts[index]!++;
    }
  }
}
