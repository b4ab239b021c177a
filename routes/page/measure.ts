/** Numbers as people read them. */

/** `0.8 ms`, `42 ms`, `1.25 s`. */
export function milliseconds(value: number): string {
  if (value >= 1000) return `${trimmed(value / 1000, 2)} s`;
  return `${value >= 10 ? Math.round(value) : trimmed(value, 1)} ms`;
}

export function octets(count: number): string {
  return count === 1 ? "1 byte" : `${count.toLocaleString("en")} bytes`;
}

/** The day of an RFC 3339 time. */
export function day(time: string): string {
  return time.slice(0, 10);
}

/** Whole days from one RFC 3339 time to another, rounded towards now; negative when it has passed. */
export function daysBetween(from: string, to: string): number {
  return Math.trunc((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function trimmed(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
