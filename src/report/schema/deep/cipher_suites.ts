/** The cipher suites that a server accepts, for each version, in its own order. */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";
import { finiteFieldSchema, preferenceSchema } from "./answer.ts";

export const cipherSuitesSchema = z.object({
  versions: z.array(z.object({
    version: codePointSchema,
    preference: preferenceSchema,
    prioritizes_chacha20: z.boolean().nullable().describe(
      "Whether ChaCha20-Poly1305 is chosen, against the server's order, where it is the client's first; null: not asked",
    ),
    suites: z.array(z.object({
      cipher_suite: codePointSchema,
      named_group: codePointSchema.nullable().describe("Of the key exchange, where it was seen"),
      finite_field: finiteFieldSchema.nullable(),
    })).describe(
      "As the server chose them, the first first; where the client's order decides, in that of this program",
    ),
    complete: z.boolean().describe("false: the server stopped answering before the last one was found"),
  })),
});
