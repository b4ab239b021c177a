/** What is known of a statement: that it holds, that it does not, or (`null`) neither. */
export type Known = boolean | null;

/** All of them hold; one that does not decides, however little is known of the others. */
export function all(statements: readonly Known[]): Known {
  if (statements.includes(false)) return false;
  return statements.includes(null) ? null : true;
}

/** One of them holds; that none does is known only where all are known. */
export function any(statements: readonly Known[]): Known {
  if (statements.includes(true)) return true;
  return statements.includes(null) ? null : false;
}
