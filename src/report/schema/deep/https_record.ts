/** What DNS says of how to connect (RFC 9460). */
import * as z from "zod";
import { authenticated } from "./dns.ts";

export const httpsRecordSchema = z.object({
  records: z.array(z.object({
    priority: z.int().min(0),
    target: z.string(),
    application_protocols: z.array(z.string()),
    no_default_application_protocol: z.boolean(),
    port: z.int().nullable(),
    ipv4_hints: z.array(z.string()),
    ipv6_hints: z.array(z.string()),
    encrypted_client_hello: z.array(z.string()).nullable().describe(
      "The public names of the configurations to encrypt the ClientHello with",
    ),
  })),
  authenticated,
});
