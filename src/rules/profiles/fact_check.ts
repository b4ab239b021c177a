/** One fact of a probe, by its path, against the values that a profile allows. */
import type { DeepFacts } from "../../report/mod.ts";
import type { RequirementCheck } from "../../report/profile.ts";
import type { Outcome } from "./outcome.ts";

type FactCheck = Extract<RequirementCheck, { fact: unknown }>;

export function checkFact({ fact, is }: FactCheck, facts: DeepFacts): Outcome {
  const found = fact.split(".").reduce<unknown>(step, facts);
  if (found === undefined) return { status: "unknown", detail: `There is no fact ${fact}` };
  if (is.some((value) => value === found)) return { status: "met", detail: `${fact} is ${found}` };
  if (found === null) return { status: "unknown", detail: "The server did not answer what tells it" };
  return { status: "not_met", detail: `${fact} is ${typeof found === "object" ? "something else" : found}` };
}

/** A fact that is not known hides those below it. */
function step(value: unknown, key: string): unknown {
  if (value === null || value === undefined) return value;
  return typeof value === "object" && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
