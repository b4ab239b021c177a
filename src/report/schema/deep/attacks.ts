/** What the attacks that have a name come down to in a server's configuration: judged from the facts, none is tried. */
import * as z from "zod";

export const attackIds = [
  "drown",
  "poodle",
  "beast",
  "crime",
  "rc4",
  "sweet32",
  "freak",
  "logjam",
  "lucky13",
  "robot",
  "raccoon",
  "renegotiation",
  "sloth",
] as const;

export const attackSchema = z.object({
  id: z.enum(attackIds),
  name: z.string(),
  exposed: z.boolean().nullable().describe(
    "Whether the configuration has what the attack needs of it; null: it could not be told",
  ),
  because: z.string().describe("What was found of that, in a sentence without its period"),
  needs: z.string().describe("What the attack needs of the configuration"),
  besides: z.string().nullable().describe(
    "What it needs of the server's software too, which only an attempt would show; null when it is nothing",
  ),
  references: z.array(z.string()),
}).meta({ id: "Attack" });
