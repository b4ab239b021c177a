/** What the probes found out, with what it comes to. */
import type { Deep } from "../report/mod.ts";
import { judgeProfile, type ProfileInput } from "../rules/mod.ts";
import type { CheckPlan } from "./plan.ts";

export function judgeDeep(
  { profile }: CheckPlan,
  deep: Deep | null,
  parts: Omit<ProfileInput, "deep">,
): Deep | null {
  if (deep === null || profile === null) return deep;
  return { ...deep, profile: judgeProfile(profile, { ...parts, deep }) };
}
