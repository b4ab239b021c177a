/** Which of the attacks that have a name a configuration is exposed to. Told from facts: none is tried. */
import type { Attack, Deep, DeepFacts } from "../../../report/mod.ts";
import { lowerFirst } from "../../lower_first.ts";
import { all } from "../known.ts";
import { usableFacts } from "../usable_facts.ts";
import { type AttackId, type AttackRow, attackTable } from "./table.ts";

export { type AttackId, attackTable } from "./table.ts";

export function attacks(deep: Pick<Deep, "probes" | "facts">): Attack[] {
  const facts = usableFacts(deep);
  return attackTable.map((row) => ({
    id: row.id,
    name: row.name,
    exposed: exposed(row, facts),
    because: because(row, facts),
    needs: row.needs,
    besides: row.besides,
    references: [...row.references],
  }));
}

/** The names of those that the configuration is exposed to, for the finding of their cause. */
export function exposedTo(facts: DeepFacts, ...ids: readonly AttackId[]): string[] {
  return attackTable.filter((row) => ids.includes(row.id) && exposed(row, facts) === true).map(({ name }) =>
    name
  );
}

function exposed({ conditions }: AttackRow, facts: DeepFacts): boolean | null {
  return all(conditions.map((condition) => condition.holds(facts)));
}

function because({ conditions }: AttackRow, facts: DeepFacts): string {
  const missing = conditions.find((condition) => condition.holds(facts) === false);
  if (missing !== undefined) return missing.unmet;
  const unknown = conditions.find((condition) => condition.holds(facts) === null);
  if (unknown !== undefined) return `It is not known whether ${lowerFirst(unknown.question)}`;
  return conditions.map((condition) => condition.met(facts)).join(", and ");
}
