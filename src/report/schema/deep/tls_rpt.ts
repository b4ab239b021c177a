/** Where failures of TLS between mail servers are reported to (RFC 8460). */
import * as z from "zod";
import { authenticated } from "./dns.ts";

export const tlsRptSchema = z.object({
  domain: z.string(),
  record: z.string().nullable(),
  addresses: z.array(z.string()),
  problem: z.string().nullable(),
  authenticated,
});
