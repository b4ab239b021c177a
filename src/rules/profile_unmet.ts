/** A profile that the server was held to and does not meet, or that cannot be judged. */
import type { Finding, Profile } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";
import { PROFILE_NOT_COMPARED } from "./verdict.ts";

export function profileUnmet({ deep }: RuleInput): Finding[] {
  const profile = deep?.profile;
  if (profile === undefined) return [];
  return [
    ...finding(profile, "must", "not_met", {
      id: "profile.not_met",
      severity: "high",
      title: `Does not meet ${profile.title}`,
      remedy: "Change the server where it differs, or hold it to another profile",
    }),
    ...finding(profile, "should", "not_met", {
      id: "profile.not_recommended",
      severity: "low",
      title: `Not all that ${profile.title} recommends`,
      remedy: "See what of it fits the clients that the server is for",
    }),
    ...finding(profile, "must", "unknown", {
      id: PROFILE_NOT_COMPARED,
      severity: "medium",
      title: `Not all of ${profile.title} could be compared`,
      remedy: "See why the probe failed, and check again, with more time if that was short (--timeout)",
    }),
  ];
}

type Told = Pick<Finding, "id" | "severity" | "title" | "remedy">;
type Requirement = Profile["requirements"][number];

function finding(
  { requirements, reference }: Profile,
  level: Requirement["level"],
  status: Requirement["status"],
  told: Told,
): Finding[] {
  const these = requirements.filter((each) => each.level === level && each.status === status);
  if (these.length === 0) return [];
  return [{
    ...told,
    detail: these.map(({ title }) => title).join("; "),
    evidence: [],
    references: [...new Set([reference, ...these.map(({ reference }) => reference)])].filter((each) =>
      each !== null
    ),
  }];
}
