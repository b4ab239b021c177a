/** What DNS says of the server's certificate (RFC 6698). */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";
import { authenticated, lookUps, malformed } from "./dns.ts";

export const daneSchema = z.object({
  domain: z.string().describe("As in _443._tcp.example.com"),
  records: z.array(z.object({
    usage: codePointSchema,
    selector: codePointSchema,
    matching_type: codePointSchema,
    data: z.string().describe("Lower-case hex"),
    matches: z.boolean().nullable().describe("null when it cannot be used"),
    certificate: z.int().min(0).nullable().describe(
      "Which of the certificates sent it matches, from 0; null when none, or when the record holds it itself",
    ),
    problem: z.string().nullable().describe("Why it does not match or cannot be used"),
  })),
  matches: z.boolean().nullable().describe("One of them matches; null when there is none that can be used"),
  malformed,
  authenticated: authenticated.describe(
    "The resolver says that DNSSEC proves the records (the AD bit), its word, which is not checked; null when it does not say so of the root either, so that it may not validate at all",
  ),
  look_ups: lookUps,
});
