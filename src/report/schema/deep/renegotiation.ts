/** Renegotiation before TLS 1.3: whether it is secured, and whether a client may ask for it. */
import * as z from "zod";
import { refusalSchema } from "./answer.ts";

export const renegotiationSchema = z.object({
  secure: z.boolean().describe("The server has renegotiation_info (RFC 5746)"),
  client_initiated: z.enum(["accepted", "refused", "closed", "no_answer"]).nullable().describe(
    "What came of one further handshake that we asked for; null: there was no first one to ask it after",
  ),
  refusal: refusalSchema.nullable(),
});
