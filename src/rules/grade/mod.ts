/**
 * A letter by SSL Labs' SSL Server Rating Guide, edition 2009r: scores, and rules that cap what they come to. What
 * the guide takes from attacks upon the server (Heartbleed and the like) is not tried here, so that a letter of theirs
 * may be worse.
 */
import type { Grade } from "../../report/mod.ts";
import { caps } from "./caps.ts";
import type { GradeInput } from "./grade_input.ts";
import { scoresOf } from "./scores.ts";

export type { GradeInput } from "./grade_input.ts";

type Letter = NonNullable<Grade["letter"]>;

/** From the worst on; T and M are not of this scale. */
const scale: readonly Letter[] = ["F", "E", "D", "C", "B", "A-", "A", "A+"];

export function gradeOf(input: GradeInput, now: Date): Grade {
  const scores = scoresOf(input);
  const judged = caps.map((cap) => ({ ...cap, holds: cap.applies(input) }));
  const capped = judged.filter(({ holds }) => holds === true)
    .sort((a, b) => scale.indexOf(a.letter) - scale.indexOf(b.letter));
  const letter = scores && lettered(scores.total, capped[0]?.letter ?? null, input);
  return {
    guide: "SSL Labs SSL Server Rating Guide 2009r",
    letter: letter && trustLetter(input, letter),
    if_trusted: letter,
    scores,
    caps: capped.map(({ letter, reason }) => ({ letter, reason })),
    unknown: judged.filter(({ holds }) => holds === null).map(({ reason }) => reason),
    beside: {
      post_quantum: input.facts.post_quantum?.outcome ?? null,
      certificate_lifetime_days: remainingDays(input, now),
    },
  };
}

function lettered(total: number, cap: Letter | null, { facts: { hsts } }: GradeInput): Letter {
  const byScore = thresholds.find(({ from }) => total >= from)?.letter ?? "F";
  const letter = cap !== null && scale.indexOf(cap) < scale.indexOf(byScore) ? cap : byScore;
  const isStrict = hsts !== null && hsts.valid === true && (hsts.max_age_seconds ?? 0) >= HALF_A_YEAR_SECONDS;
  return letter === "A" && cap === null && isStrict ? "A+" : letter;
}

/** Table 1 of the guide. */
const thresholds: readonly { readonly from: number; readonly letter: Letter }[] = [
  { from: 80, letter: "A" },
  { from: 65, letter: "B" },
  { from: 50, letter: "C" },
  { from: 35, letter: "D" },
  { from: 20, letter: "E" },
];

const HALF_A_YEAR_SECONDS = 15_552_000;

function trustLetter({ chain }: GradeInput, letter: Letter): Letter {
  if (chain === null || !chain.trusted || !chain.valid_now) return "T";
  return chain.name_matches === false ? "M" : letter;
}

function remainingDays({ certificates: [leaf] }: GradeInput, now: Date): number | null {
  if (leaf === undefined || leaf.not_after === null) return null;
  return Math.round((Date.parse(leaf.not_after) - now.getTime()) / 8_640_000) / 10;
}
