/** The profiles that come with this program: one file and one line each. */
import type { ProfileDefinition } from "../../report/profile.ts";
import { bcp195 } from "./bcp195.ts";
import { intermediate } from "./intermediate.ts";
import { modern } from "./modern.ts";

export { judgeProfile, type ProfileInput } from "./judge_profile.ts";

export const profiles: readonly ProfileDefinition[] = [modern, intermediate, bcp195];
