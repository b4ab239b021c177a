/** From a word that a report uses, or a number, to what it means. */
import { attackTopics } from "./attacks.ts";
import { chainErrorTopics, chainFindingTopics } from "./chain_errors.ts";
import { codePointNames, codePointTopics } from "./code_points.ts";
import { findingTopics } from "./findings/mod.ts";
import { stepErrorTopics } from "./step_errors.ts";
import { stepTopics } from "./steps.ts";
import type { Topic } from "./topic.ts";

export type { Topic } from "./topic.ts";

/**
 * Everything that is called so: a step by id, title or number from 1 to 9, a finding, an attack, the code of an
 * error, a code point by name or number. Empty: nothing is.
 */
export function explain(query: string): Topic[] {
  const asked = query.trim().toLowerCase().replace(/\s+/g, " ");
  const step = /^(?:step )?([1-9])$/.exec(asked)?.[1];
  if (step !== undefined) return stepTopics().filter(({ title }) => title.startsWith(`${step}. `));
  return [
    ...named().filter(({ id, title, kind }) =>
      id === asked || kind === "step" && title.toLowerCase().replace(/^\d\. /, "") === asked ||
      kind === "attack" && title.toLowerCase() === asked
    ),
    ...codePointTopics(asked),
  ];
}

/** Every name that something is explained by. */
export function explainedNames(): string[] {
  return [...named().map(({ id }) => id), ...codePointNames()];
}

/** What is asked for by its own name. */
function named(): Topic[] {
  return [
    ...stepTopics(),
    ...findingTopics(),
    ...attackTopics(),
    ...chainFindingTopics(),
    ...chainErrorTopics(),
    ...stepErrorTopics(),
  ];
}
