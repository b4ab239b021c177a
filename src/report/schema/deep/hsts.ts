/** Strict-Transport-Security (RFC 6797), and what a place in browsers' preload list takes. */
import * as z from "zod";

export const preloadConditions = [
  "max_age",
  "include_subdomains",
  "preload",
  "redirect",
  "certificate",
] as const;

export const hstsSchema = z.object({
  header: z.string().nullable().describe("As it was sent, escaped"),
  valid: z.boolean().nullable().describe("null when there is none"),
  max_age_seconds: z.int().min(0).nullable(),
  include_subdomains: z.boolean(),
  preload: z.boolean(),
  preload_unmet: z.array(z.enum(preloadConditions)).describe("Of hstspreload.org's conditions"),
});
