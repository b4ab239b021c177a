/** What a server makes of an encrypted ClientHello that it cannot read (GREASE). */
import * as z from "zod";
import { refusalSchema } from "./answer.ts";

export const encryptedClientHelloSchema = z.object({
  tolerated: z.boolean().nullable().describe("It answered as if nothing were there"),
  refusal: refusalSchema.nullable(),
  retry_configs: z.array(z.object({
    version: z.string(),
    config_id: z.int().nullable(),
    public_name: z.string().nullable(),
    kem: z.string().nullable(),
  })).nullable().describe("What it offers to encrypt with; null when it offers nothing"),
});
