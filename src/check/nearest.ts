/** The name that was probably meant, or `null` when none is near. */
export function nearest(typed: string, names: readonly string[]): string | null {
  const near = names.map((name) => ({ name, distance: distance(typed.slice(0, longest), name) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  const begun = typed.length >= 3 ? names.find((name) => name.startsWith(typed)) : undefined;
  return begun ?? near[0]?.name ?? null;
}

/** Nothing longer is like any of our names. */
const longest = 40;

/** Letters to insert, delete, replace, or swap with the next (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i++) {
    const before = rows[i - 1]!;
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1;
      const swapped = isSwap ? rows[i - 2]![j - 2]! + 1 : Infinity;
      row.push(Math.min(before[j]! + 1, row[j - 1]! + 1, replaced, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
