/** The names of attacks behind what a finding says: ` (POODLE)`; nothing for none. */
export function alsoNamed(attacks: readonly string[]): string {
  return attacks.length === 0 ? "" : ` (${attacks.join(", ")})`;
}
