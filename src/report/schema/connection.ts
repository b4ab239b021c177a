/** What was negotiated, and what of it two checks have in common. */
import * as z from "zod";
import { codePointSchema, fingerprint } from "./scalars.ts";

export const connectionSchema = z.object({
  protocol_version: codePointSchema,
  cipher_suite: codePointSchema,
  named_group: codePointSchema.nullable().describe(
    "null for a static RSA key exchange, or when it did not come so far",
  ),
  finite_field: z.object({
    bits: z.int().min(1),
    name: z.string().nullable().describe("null for a prime that is not a published one"),
  }).nullable().describe("The prime of a Diffie-Hellman key exchange before TLS 1.3; null for any other"),
  signature_scheme: codePointSchema.nullable().describe("Of the server's proof of its private key"),
  application_protocol: z.string().nullable().describe("ALPN; null when none was agreed"),
  hello_retry_request: z.boolean(),
  client_certificate_requested: z.boolean(),
  extended_main_secret: z.boolean().nullable().describe("null where the version always has it (TLS 1.3)"),
  ocsp_stapled: z.boolean(),
  sct_count: z.int().min(0).describe(
    "Signed certificate timestamps in the TLS extension and the leaf certificate",
  ),
}).meta({ id: "Connection", description: "What was negotiated" });

export const stableSchema = z.object({
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/).nullable().describe(
    "SHA-256, lower-case hex, of the compact JSON array [protocol_version.hex, cipher_suite.hex, named_group.hex, " +
      "application_protocol, certificates]; null when the handshake ended before all of them were known",
  ),
  protocol_version: codePointSchema,
  cipher_suite: codePointSchema,
  named_group: codePointSchema.nullable().optional().describe(
    "null when the key exchange has none; absent when the handshake ended before it was known",
  ),
  application_protocol: z.string().nullable().optional().describe(
    "ALPN; null when none was agreed; absent when the handshake ended before it was known",
  ),
  certificates: z.array(fingerprint).optional().describe(
    "As sent, without duplicates: the server's own first, the others sorted; absent when none came",
  ),
}).meta({
  id: "Stable",
  description:
    "What two checks of the same unchanged server have in common when they offer the same. Servers behind " +
    "one name that differ from each other differ here too: check each address.",
});
