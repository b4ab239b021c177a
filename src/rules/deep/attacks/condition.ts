/** What an attack needs of a server's configuration, as far as it can be told from facts. */
import type { DeepFacts } from "../../../report/mod.ts";
import { lowerFirst } from "../../lower_first.ts";
import { any, type Known } from "../known.ts";

/** What it says is a sentence without its period. */
export interface Condition {
  holds(facts: DeepFacts): Known;
  /** Where it holds: in the words of what was found. */
  met(facts: DeepFacts): string;
  readonly unmet: string;
  /** Behind "It is not known whether". */
  readonly question: string;
}

/** One of them is enough. */
export function either(...conditions: readonly [Condition, ...Condition[]]): Condition {
  return {
    holds: (facts) => any(conditions.map((condition) => condition.holds(facts))),
    met: (facts) =>
      conditions.filter((condition) => condition.holds(facts) === true).map((condition) =>
        condition.met(facts)
      )
        .join("; "),
    unmet: conditions.map(({ unmet }, index) => index === 0 ? unmet : lowerFirst(unmet)).join("; "),
    question: conditions.map(({ question }) => question).join(" or "),
  };
}
