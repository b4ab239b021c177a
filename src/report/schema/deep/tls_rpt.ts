/** Where failures of TLS between mail servers are reported to (RFC 8460). */
import * as z from "zod";
import { authenticated, lookUps } from "./dns.ts";
import { mailDomain } from "./mta_sts.ts";

export const tlsRptSchema = z.object({
  domain: mailDomain,
  record: z.string().nullable().describe(
    "Of _smtp._tls below the domain, its first 4096 characters; null when there is none, or several",
  ),
  addresses: z.array(z.string()),
  problem: z.string().nullable(),
  authenticated,
  look_ups: lookUps,
});
