const MOST = 3;

/** `a, b or c`; more than three are counted. */
export function list(items: readonly string[]): string {
  const shown = items.length > MOST
    ? [...items.slice(0, MOST - 1), `one of ${items.length - MOST + 1} others`]
    : items;
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}
