/** Whether a server compresses its certificates (RFC 8879). */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";

export const certificateCompressionSchema = z.object({
  algorithms: z.array(z.object({
    algorithm: codePointSchema,
    accepted: z.boolean().nullable(),
    compressed_length: z.int().min(0).nullable(),
    uncompressed_length: z.int().min(0).nullable(),
  })),
});
