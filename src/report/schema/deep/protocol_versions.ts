/** Which versions a server accepts, and whether it copes with what it does not know. */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";
import { refusalSchema } from "./answer.ts";

export const toleranceTests = [
  "newer_legacy_version",
  "newer_supported_version",
  "unknown_extension",
  "unknown_cipher_suite",
] as const;

export const protocolVersionsSchema = z.object({
  versions: z.array(z.object({
    version: codePointSchema,
    accepted: z.boolean().nullable().describe("null: there was no answer that tells"),
    refusal: refusalSchema.nullable(),
  })).describe("SSL 2.0 to TLS 1.3, each asked for alone, the newest first"),
  tolerance: z.array(z.object({
    test: z.enum(toleranceTests).describe("What the ClientHello had that no server knows"),
    tolerated: z.boolean().nullable(),
    refusal: refusalSchema.nullable(),
  })),
});
