import type { Profile } from "../../report/mod.ts";

/** What became of one requirement; `detail` is a phrase without its period. */
export type Outcome = Pick<Profile["requirements"][number], "status" | "detail">;
