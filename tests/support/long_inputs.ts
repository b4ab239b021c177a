import assert from "node:assert/strict";

/** As long as a TXT record over TCP may be, and some. */
const LONGEST = 131_072;

/**
 * `read` is given lengths that double, so that what takes the square of its length or worse fails early. What is
 * linear takes milliseconds for the longest, and what is not takes many seconds: the bound lies between, far from both.
 */
export function assertLinear(read: (length: number) => unknown, name?: string): void {
  for (let length = 256; length <= LONGEST; length *= 2) {
    const since = performance.now();
    read(length);
    const milliseconds = performance.now() - since;
    assert(
      milliseconds < 1_500,
      `${name ?? "It"} took ${milliseconds.toFixed(0)} ms for ${length} characters`,
    );
  }
}
