/** A rule about the facts of a deep check. A fact that is `null` was not found out: no finding comes of it. */
import type { DeepFacts, Finding } from "../../report/mod.ts";
import type { RuleInput } from "../rule.ts";

export type DeepRule = (facts: DeepFacts, input: RuleInput) => readonly Finding[];
