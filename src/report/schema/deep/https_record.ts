/** What DNS says of how to connect (RFC 9460). */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";
import { authenticated, lookUps, malformed } from "./dns.ts";

export const httpsRecordSchema = z.object({
  records: z.array(z.object({
    owner: z.string().describe("The name that it was found at"),
    priority: z.int().min(0).describe("0: the target is another name of the service (AliasMode)"),
    target: z.string().describe('"." is the owner, or with priority 0 that there is no such service'),
    mandatory: z.array(codePointSchema).describe("Parameters that a client has to know"),
    application_protocols: z.array(z.string()),
    no_default_application_protocol: z.boolean(),
    port: z.int().min(0).max(65535).nullable(),
    ipv4_hints: z.array(z.string()),
    ipv6_hints: z.array(z.string()),
    encrypted_client_hello: z.array(z.string()).nullable().describe(
      "The public names of the configurations to encrypt the ClientHello with; null when there are none",
    ),
    other_parameters: z.array(codePointSchema),
  })),
  malformed,
  authenticated,
  look_ups: lookUps,
});
