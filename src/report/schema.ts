/**
 * The report: the one contract behind the page, the API and the command line.
 *
 * snake_case, RFC and IANA names letter for letter, bytes in lower-case hex, certificates in base64 DER,
 * times RFC 3339 UTC, durations in milliseconds. `null` says "not known or not applicable", never "false".
 */
import * as z from "zod";
import { verdicts } from "./codes.ts";
import { certificateSchema, chainSchema } from "./schema/certificates.ts";
import {
  addressSchema,
  connectionsSchema,
  targetSchema,
  timingsSchema,
  vantageSchema,
} from "./schema/circumstances.ts";
import { connectionSchema, stableSchema } from "./schema/connection.ts";
import { deepSchema } from "./schema/deep/mod.ts";
import { evidenceSchema } from "./schema/evidence.ts";
import { findingSchema } from "./schema/findings.ts";
import { messageSchema, recordSchema } from "./schema/messages.ts";
import { milliseconds, time } from "./schema/scalars.ts";
import {
  expirySchema,
  nativeSchema,
  renewalInfoSchema,
  revocationSchema,
  timestampSchema,
} from "./schema/statements.ts";
import { attemptSchema, stepSchema } from "./schema/steps.ts";

export const reportSchema = z.object({
  schema_version: z.literal(1),
  target: targetSchema,
  vantage: vantageSchema,
  started_at: time,
  duration_ms: milliseconds.describe("The whole request, with the runtime's own handshake"),
  verdict: z.enum(verdicts),
  summary: z.string(),
  addresses: z.array(addressSchema),
  address: z.string().nullable().describe("The one that was checked; null when none was reached for"),
  connections: connectionsSchema,
  timings: timingsSchema,
  connection: connectionSchema.nullable().describe("null when no ServerHello came"),
  stable: stableSchema.nullable().describe("null when no ServerHello came"),
  attempts: z.array(attemptSchema).describe(
    "Every ClientHello tried, in order; the steps tell of the last that was answered",
  ),
  steps: z.array(stepSchema),
  messages: z.array(messageSchema),
  records: z.array(recordSchema).optional().describe(
    "Everything that was on the wire since TLS began; only when bytes were asked for",
  ),
  certificates: z.array(certificateSchema),
  chain: chainSchema.nullable().describe("null when no Certificate message came"),
  transparency: z.array(timestampSchema).nullable().describe(
    "Signed certificate timestamps, from the certificate and beside it; null when no certificate could be read",
  ),
  revocation: z.array(revocationSchema).nullable().describe(
    "null when nothing was stapled and nothing was asked; empty when the certificates name nobody to ask",
  ),
  expiry: expirySchema.nullable().describe("null when no certificate with an end came"),
  renewal_info: renewalInfoSchema.nullable().describe(
    "null when it was not asked for, or no certificate came",
  ),
  deep: deepSchema.optional().describe("Only when a deep check was asked for"),
  native: nativeSchema.nullable().describe("null when it was left out"),
  findings: z.array(findingSchema),
  from_cache: z.boolean().optional().describe(
    "A service's answers only: whether this is the report of a check that had ended before it was asked for",
  ),
  evidence: evidenceSchema.nullable().optional().describe(
    "A service's answers to evidence=1 only; null where nothing is kept: /evidence.zip then makes a check for it",
  ),
}).meta({ id: "Report", title: "TLS handshake report" });
