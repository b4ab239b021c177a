/** Whether a server compresses what it encrypts (CRIME). */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";

export const compressionSchema = z.object({
  accepted: z.boolean().nullable().describe("null: a ClientHello that offers it is refused"),
  method: codePointSchema.nullable().describe("The one that it chose"),
});
