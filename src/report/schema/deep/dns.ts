/** What several probes tell of look-ups. */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";

const resolversWord = "The resolver says that DNSSEC proves it (the AD bit): its word, which is not checked";

/** Of the answer that the facts rest on; `null` where none came. */
export const authenticated = z.boolean().nullable().describe(`${resolversWord}; null when no answer came`);

export const lookUps = z.array(
  z.object({
    name: z.string().describe("As asked for; names have no final dot, and escapes as in zone files"),
    type: z.string().describe("As in CAA"),
    response_code: codePointSchema,
    authenticated: z.boolean().describe(resolversWord),
    aliases: z.array(z.string()).describe("What the name is an alias of (CNAME), in order"),
    ttl_seconds: z.int().min(0).nullable().describe(
      "How long the answer may be kept; null when no record came",
    ),
  }).meta({ id: "LookUp", description: "A question to the DNS resolver that was answered" }),
).describe("All that were made, in order");

export const malformed = z.array(z.string()).describe("What is wrong with records that could not be read");
