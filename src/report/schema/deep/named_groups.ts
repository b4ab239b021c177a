/** The groups of key exchange that a server accepts, for each version, in its own order. */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";
import { finiteFieldSchema, preferenceSchema } from "./answer.ts";

export const namedGroupsSchema = z.object({
  versions: z.array(z.object({
    version: codePointSchema,
    preference: preferenceSchema,
    groups: z.array(codePointSchema),
    complete: z.boolean(),
  })),
  finite_fields: z.array(finiteFieldSchema).describe(
    "The primes of DHE before TLS 1.3, where the server chooses them",
  ),
});
