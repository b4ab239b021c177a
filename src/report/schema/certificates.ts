/** The certificates, and the paths that they make. */
import * as z from "zod";
import { chainErrorCodes } from "../codes.ts";
import { fingerprint, time } from "./scalars.ts";

export const certificateSchema = z.object({
  fingerprint_sha256: fingerprint,
  subject: z.string().describe("RFC 4514"),
  issuer: z.string().describe("RFC 4514"),
  serial_number: z.string().describe("Hex, as many digits as its octets have"),
  not_before: time.nullable(),
  not_after: time.nullable(),
  lifetime_remaining_percent: z.number().min(0).max(100).nullable(),
  dns_names: z.array(z.string()),
  ip_addresses: z.array(z.string()),
  public_key: z.object({
    algorithm: z.string(),
    curve: z.string().nullable(),
    bits: z.int().min(0).nullable(),
  }),
  signature_algorithm: z.string(),
  source: z.enum(["sent", "aia", "trust_store"]),
  cert_data: z.base64().describe("DER"),
  text: z.string().optional().describe("Everything in it, in lines; only when bytes were asked for"),
}).meta({ id: "Certificate" });

export const chainErrorSchema = z.object({
  code: z.enum(chainErrorCodes),
  message: z.string(),
  hint: z.string().nullable(),
}).meta({ id: "ChainError" });

export const chainSchema = z.object({
  trusted: z.boolean().describe("A path to a trust anchor holds, leaving aside name and time"),
  name_matches: z.boolean().nullable().describe("null when no name was asked for"),
  valid_now: z.boolean(),
  paths: z.array(z.object({
    trusted: z.boolean(),
    certificates: z.array(fingerprint),
    error: chainErrorSchema.nullable(),
  })),
  error: chainErrorSchema.nullable().describe("The first that applies; null when the chain is good"),
}).meta({ id: "Chain" });
