/** What keeps an attacker from talking client and server down to an older version. */
import * as z from "zod";
import { codePointSchema } from "../scalars.ts";
import { refusalSchema } from "./answer.ts";

export const sentinels = ["tls12", "tls11", "none"] as const;

export const downgradeProtectionSchema = z.object({
  sentinels: z.array(z.object({
    version: codePointSchema.describe("That was agreed on, where the server has a newer one"),
    found: z.enum(sentinels).describe("The last octets of ServerHello.random, RFC 9846 §4.2.3"),
    expected: z.enum(sentinels),
  })),
  fallback_scsv: z.object({
    version: codePointSchema.describe("That was offered with TLS_FALLBACK_SCSV"),
    refused: z.boolean().nullable().describe(
      "true: the server said inappropriate_fallback, as it should; null: it refused otherwise, did not answer, " +
        "or did not say the same twice",
    ),
    refusal: refusalSchema.nullable(),
  }).nullable().describe("null when the server has one version only"),
});
