/** Who may issue certificates for the name (RFC 8659). */
import * as z from "zod";
import { authenticated, lookUps, malformed } from "./dns.ts";

export const caaSchema = z.object({
  domain: z.string().nullable().describe("Where the records were found: the name, or the nearest above it"),
  records: z.array(z.object({
    critical: z.boolean().describe("A CA that does not know the tag must not issue"),
    tag: z.string(),
    value: z.string(),
    issuer: z.string().nullable().describe(
      "The CA's domain in issue, issuewild, …; null: nobody is authorized, or another tag",
    ),
    parameters: z.array(z.object({ tag: z.string(), value: z.string() })),
    valid: z.boolean().nullable().describe(
      "The value is as its tag wants it; null for a tag that is not known",
    ),
  })),
  malformed,
  authenticated,
  look_ups: lookUps,
});
