/** A finding in its rule's own title and with its references; what it means and what to do, without its occasion. */
export type FindingRow = readonly [
  title: string,
  says: string,
  remedy: string,
  references: readonly string[],
];
