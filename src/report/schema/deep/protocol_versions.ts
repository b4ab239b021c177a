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
  ssl2_cipher_kinds: z.array(z.string()).nullable().describe(
    "What SSL 2.0 has instead of cipher suites, by its own names; null: the server does not speak it",
  ),
  tolerance: z.array(z.object({
    test: z.enum(toleranceTests).describe(
      "What the ClientHello had that no server knows; a legacy_version servers of TLS 1.3 may refuse, RFC 9846 §4.3.1",
    ),
    tolerated: z.boolean().nullable().describe(
      "false: refused, though the same without it was answered, or answered as no server should",
    ),
    refusal: refusalSchema.nullable(),
  })).describe("Tests that there was a ClientHello for that the server does answer"),
});
