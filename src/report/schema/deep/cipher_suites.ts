/** The cipher suites that a server accepts, for each version, in its own order. */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";
import { finiteFieldSchema, preferenceSchema } from "./answer.ts";

export const cipherSuitesSchema = z.object({
  versions: z.array(z.object({
    version: codePointSchema,
    preference: preferenceSchema,
    suites: z.array(z.object({
      cipher_suite: codePointSchema,
      named_group: codePointSchema.nullable().describe("Of the key exchange, where it was seen"),
      finite_field: finiteFieldSchema.nullable(),
    })).describe("As the server chose them, the first first"),
    complete: z.boolean().describe("false: the server stopped answering before the last one was found"),
  })),
});
