/** What the probes found out, with what it comes to. */
import type { Deep } from "../report/mod.ts";
import { attacks, gradeOf, judgeProfile, type ProfileInput } from "../rules/mod.ts";
import type { CheckPlan } from "./plan.ts";

export function judgeDeep(
  { profile }: CheckPlan,
  deep: Deep | null,
  parts: Omit<ProfileInput, "deep">,
  now: Date,
): Deep | null {
  if (deep === null) return null;
  return {
    ...deep,
    attacks: attacks(deep),
    grade: gradeOf({ ...parts, ...deep }, now),
    ...(profile === null ? {} : { profile: judgeProfile(profile, { ...parts, deep }) }),
  };
}
