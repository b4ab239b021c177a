/** The signature schemes by which a server proves that it has its key. */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";
import { preferenceSchema } from "./answer.ts";

export const signatureSchemesSchema = z.object({
  versions: z.array(z.object({
    version: codePointSchema,
    preference: preferenceSchema,
    schemes: z.array(codePointSchema),
    complete: z.boolean(),
  })).describe("TLS 1.3 and 1.2: older versions have no choice"),
});
