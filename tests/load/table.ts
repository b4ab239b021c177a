/** Latencies, and rows under each other. */

export const latencyTitles = ["reports", "p50", "p90", "p99", "max"] as const;

export function latencyRow(milliseconds: readonly number[]): string[] {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    return value === undefined ? "–" : `${Math.round(value)} ms`;
  };
  return [String(sorted.length), at(0.5), at(0.9), at(0.99), at(1)];
}

/** Markdown, as the bench's notes have it. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [titles, titles.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
