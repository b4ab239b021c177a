/** Extensions that a server has or has not. */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";

export const extensionsSchema = z.object({
  extended_main_secret: z.boolean().nullable().describe("null when the server has TLS 1.3 only"),
  encrypt_then_mac: z.boolean().nullable().describe("null when the server has no CBC suite"),
  record_size_limit: z.int().min(64).nullable().describe("Octets; null when the server does not have it"),
  client_certificate: z.object({
    signature_schemes: z.array(codePointSchema),
    certificate_types: z.array(codePointSchema).describe("Before TLS 1.3"),
    authorities: z.array(z.string()).describe("Distinguished names that it accepts"),
  }).nullable().describe("null when the server asks for none"),
});
