/** The groups of key exchange that a server accepts, for each version, in its own order. */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";
import { finiteFieldSchema, preferenceSchema } from "./answer.ts";

export const namedGroupsSchema = z.object({
  versions: z.array(z.object({
    version: codePointSchema,
    preference: preferenceSchema.describe(
      "Whose order decides, in TLS 1.3 among groups with a share; unknown where there is one to choose from, or it could " +
        "not be told",
    ),
    groups: z.array(codePointSchema).describe(
      "In the server's order, or as they were offered where it has none; before TLS 1.3 the curves of ECDHE",
    ),
    complete: z.boolean().describe("Whether the server was brought to accept no further one"),
    not_offered: codePointSchema.nullable().describe("One that it chose although it was not offered"),
  })),
  finite_fields: z.array(z.object({
    ...finiteFieldSchema.shape,
    groups_offered: z.boolean().describe("Whether the groups of RFC 7919 were offered, or none at all"),
  })).describe(
    "The primes of DHE before TLS 1.3: the server's own, then those that it chooses of RFC 7919's",
  ),
});
