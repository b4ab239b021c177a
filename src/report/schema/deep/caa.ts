/** Who may issue certificates for the name (RFC 8659). */
import * as z from "zod";
import { authenticated } from "./dns.ts";

export const caaSchema = z.object({
  domain: z.string().nullable().describe("Where the records were found: the name, or the nearest above it"),
  records: z.array(z.object({ critical: z.boolean(), tag: z.string(), value: z.string() })),
  authenticated,
});
