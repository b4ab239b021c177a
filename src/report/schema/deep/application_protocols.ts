/** The application protocols (ALPN) that a server agrees on. */
import * as z from "zod";
import { preferenceSchema } from "./answer.ts";
import { refusalSchema } from "./answer.ts";

export const applicationProtocolsSchema = z.object({
  accepted: z.array(z.string()).describe(
    "Of those that go with the target, in the server's order, or as they were offered where that decides",
  ),
  preference: preferenceSchema,
  unknown_only: z.object({
    outcome: z.enum(["refused", "ignored", "accepted", "invalid", "no_answer"]).describe(
      "To an offer of nothing but a protocol that nobody has; RFC 7301 §3.2 wants it refused; " +
        "invalid: it chose one that was not offered, and clients end the connection",
    ),
    refusal: refusalSchema.nullable(),
  }),
});
