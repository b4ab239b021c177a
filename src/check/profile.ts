/** The profile that a server is held to. */
import { type CheckOptions, OptionError } from "../check_options.ts";
import type { ProfileDefinition } from "../report/profile.ts";
import { profiles } from "../rules/mod.ts";

/** `null` when none was asked for. Throws `OptionError` for one that is not known. */
export function chooseProfile({ profile }: CheckOptions): ProfileDefinition | null {
  if (profile === undefined) return null;
  if (typeof profile !== "string") return profile;
  const known = profiles.find(({ name }) => name === profile.toLowerCase());
  if (known !== undefined) return known;
  throw new OptionError(
    "profile",
    `There is no profile ${JSON.stringify(profile)}`,
    `Known are ${new Intl.ListFormat("en").format(profiles.map(({ name }) => name))}`,
  );
}
