/** Whether mail to the domain must travel over verified TLS (RFC 8461). */
import * as z from "zod";
import { authenticated, lookUps } from "./dns.ts";

export const mtaStsModes = ["enforce", "testing", "none"] as const;

export const mailDomain = z.string().nullable().describe(
  "Whose mail the server takes: the name, or one above it, with an MX record that names the server; null when none has",
);

export const mtaStsSchema = z.object({
  domain: mailDomain,
  record: z.string().nullable().describe(
    "Of _mta-sts below the domain, its first 4096 characters; null when there is none, or several",
  ),
  id: z.string().nullable(),
  policy: z.object({
    mode: z.enum(mtaStsModes).nullable(),
    mx: z.array(z.string()),
    max_age_seconds: z.int().min(0).nullable(),
    covers_host: z.boolean().describe("Whether a pattern fits the server that was checked"),
  }).nullable().describe("null when it was not fetched"),
  problem: z.string().nullable().describe("Why there is no policy that senders could keep to"),
  authenticated,
  look_ups: lookUps,
});
