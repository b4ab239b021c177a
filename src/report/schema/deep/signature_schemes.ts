/** The signature schemes by which a server proves that it has its key. */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";
import { preferenceSchema } from "./answer.ts";

export const signatureSchemesSchema = z.object({
  versions: z.array(z.object({
    version: codePointSchema,
    preference: preferenceSchema,
    schemes: z.array(codePointSchema).describe(
      "In the server's order, or as they were offered where that decides; of all its certificates together",
    ),
    complete: z.boolean().describe("Whether the server was brought to sign by no further one"),
    not_offered: codePointSchema.nullable().describe("One by which it signed although it was not offered"),
  })).describe("TLS 1.3 and 1.2: older versions have no choice"),
});
