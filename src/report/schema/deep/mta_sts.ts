/** Whether mail to the domain must travel over verified TLS (RFC 8461). */
import * as z from "zod";
import { authenticated } from "./dns.ts";

export const mtaStsSchema = z.object({
  domain: z.string(),
  record: z.string().nullable(),
  id: z.string().nullable(),
  policy: z.object({
    mode: z.enum(["enforce", "testing", "none"]).nullable(),
    mx: z.array(z.string()),
    max_age_seconds: z.int().min(0).nullable(),
    covers_host: z.boolean().nullable().describe("Whether a pattern fits the server that was checked"),
  }).nullable(),
  problem: z.string().nullable(),
  authenticated,
});
