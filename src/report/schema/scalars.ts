/** What the parts of a report are written in. */
import * as z from "zod";

export const milliseconds = z.number().min(0).describe("Milliseconds");

export const time = z.iso.datetime().describe("RFC 3339, UTC");

export const fingerprint = z.string().regex(/^[0-9a-f]{64}$/).describe(
  "SHA-256 of the certificate's DER, lower-case hex",
);

export const codePointSchema = z.object({
  value: z.int().min(0).max(0xffff),
  hex: z.string().regex(/^0x([0-9a-f]{2}){1,2}$/),
  name: z.string().nullable().describe('IANA\'s name; null when it has none, "GREASE" for RFC 8701 values'),
}).meta({ id: "CodePoint", description: "A number from an IANA registry" });
