/** The certificates that a server has: for each kind of key, and for names that it was not asked for. */
import * as z from "zod";
import { fingerprint, time } from "../scalars.ts";
import { refusalSchema } from "./answer.ts";

const servedSchema = z.object({
  fingerprint_sha256: fingerprint,
  subject: z.string(),
  issuer: z.string(),
  not_after: time,
  dns_names: z.array(z.string()),
  public_key: z.object({
    algorithm: z.string(),
    bits: z.int().nullable(),
    curve: z.string().nullable(),
  }),
}).meta({ id: "ServedCertificate" });

const otherNameSchema = z.object({
  outcome: z.enum(["same", "other", "refused", "no_answer"]).describe("Beside the certificate of the check"),
  certificate: servedSchema.nullable(),
  refusal: refusalSchema.nullable(),
});

export const servedCertificatesSchema = z.object({
  by_key: z.array(servedSchema).describe("One for each kind of key, as the offered signatures choose it"),
  without_server_name: otherNameSchema.nullable().describe("null when the check sent none"),
  unknown_server_name: otherNameSchema,
});
