/**
 * A report of another day, read back: only what is compared or counted. What it lacks because it is older, and
 * words that are newer than this program, do not matter.
 */
import * as z from "zod";
import { verdicts } from "./codes.ts";
import { certificateSchema } from "./schema/certificates.ts";
import { addressSchema, targetSchema } from "./schema/circumstances.ts";
import { stableSchema } from "./schema/connection.ts";
import { time } from "./schema/scalars.ts";
import type { Immutable } from "./types.ts";

const earlierSchema = z.object({
  schema_version: z.literal(1),
  target: targetSchema,
  started_at: time,
  verdict: z.enum(verdicts),
  summary: z.string(),
  addresses: z.array(addressSchema),
  address: z.string().nullable(),
  stable: stableSchema.nullable().default(null),
  messages: z.array(z.object({ bytes: z.string().optional() })),
  certificates: z.array(certificateSchema.pick({
    fingerprint_sha256: true,
    subject: true,
    issuer: true,
    not_after: true,
    source: true,
  })),
  findings: z.array(z.object({ id: z.string(), severity: z.string(), title: z.string() })),
});

/** Every report is one. */
export type EarlierReport = Immutable<z.infer<typeof earlierSchema>>;

/** `null` when `value` is no report. */
export function readEarlierReport(value: unknown): EarlierReport | null {
  const { success, data } = earlierSchema.safeParse(value);
  return success ? data : null;
}
