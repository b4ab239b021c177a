/** Strict-Transport-Security (RFC 6797), and what a place in browsers' preload list takes. */
import * as z from "zod";

export const preloadConditions = ["max_age", "include_subdomains", "preload", "redirect"] as const;

export const hstsSchema = z.object({
  status: z.int().describe("Of the answer to GET /"),
  header: z.string().nullable().describe("As it was sent, the first one; null when there is none"),
  repeated: z.boolean().describe("There are more, which browsers leave alone"),
  valid: z.boolean().nullable().describe("null when there is none"),
  problem: z.string().nullable().describe("Why it is not valid"),
  max_age_seconds: z.int().min(0).nullable(),
  include_subdomains: z.boolean(),
  preload: z.boolean(),
  preload_unmet: z.array(z.enum(preloadConditions)).describe(
    "Of hstspreload.org's conditions, which also want a valid certificate; redirect: plain HTTP on port 80, if there is any, leads to https on the same host first, and is left out where http_redirect is null",
  ),
});
