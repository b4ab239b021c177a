/** Whether a server takes up an earlier session again, and how. */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";

export const resumptionMechanisms = ["session_id", "session_ticket", "pre_shared_key"] as const;

export const sessionResumptionSchema = z.object({
  versions: z.array(z.object({
    version: codePointSchema,
    mechanism: z.enum(resumptionMechanisms),
    offered: z.boolean().describe("The server gave a session id or a ticket"),
    resumed: z.boolean().nullable().describe("null when it was not offered, or could not be tried"),
    tickets: z.int().min(0).describe("How many came"),
    ticket_lifetime_seconds: z.int().min(0).nullable(),
  })),
});
