/**
 * What further connections found out: facts, each in the words of its probe. One file a probe, and one line here.
 */
import * as z from "zod";
import { milliseconds } from "../scalars.ts";
import { applicationProtocolsSchema } from "./application_protocols.ts";
import { attackSchema } from "./attacks.ts";
import { caaSchema } from "./caa.ts";
import { certificateCompressionSchema } from "./certificate_compression.ts";
import { cipherSuitesSchema } from "./cipher_suites.ts";
import { compressionSchema } from "./compression.ts";
import { credentialKindsSchema } from "./credential_kinds.ts";
import { daneSchema } from "./dane.ts";
import { downgradeProtectionSchema } from "./downgrade_protection.ts";
import { earlyDataSchema } from "./early_data.ts";
import { encryptedClientHelloSchema } from "./encrypted_client_hello.ts";
import { ephemeralKeysSchema } from "./ephemeral_keys.ts";
import { extensionsSchema } from "./extensions.ts";
import { gradeSchema } from "./grade.ts";
import { hstsSchema } from "./hsts.ts";
import { httpRedirectSchema } from "./http_redirect.ts";
import { httpsRecordSchema } from "./https_record.ts";
import { keyUpdateSchema } from "./key_update.ts";
import { mtaStsSchema } from "./mta_sts.ts";
import { namedGroupsSchema } from "./named_groups.ts";
import { postQuantumSchema } from "./post_quantum.ts";
import { profileSchema } from "./profile.ts";
import { protocolVersionsSchema } from "./protocol_versions.ts";
import { renegotiationSchema } from "./renegotiation.ts";
import { servedCertificatesSchema } from "./served_certificates.ts";
import { sessionResumptionSchema } from "./session_resumption.ts";
import { signatureSchemesSchema } from "./signature_schemes.ts";
import { tlsRptSchema } from "./tls_rpt.ts";

const facts = {
  protocol_versions: protocolVersionsSchema,
  downgrade_protection: downgradeProtectionSchema,
  cipher_suites: cipherSuitesSchema,
  compression: compressionSchema,
  named_groups: namedGroupsSchema,
  post_quantum: postQuantumSchema,
  ephemeral_keys: ephemeralKeysSchema,
  signature_schemes: signatureSchemesSchema,
  served_certificates: servedCertificatesSchema,
  application_protocols: applicationProtocolsSchema,
  session_resumption: sessionResumptionSchema,
  early_data: earlyDataSchema,
  key_update: keyUpdateSchema,
  renegotiation: renegotiationSchema,
  extensions: extensionsSchema,
  certificate_compression: certificateCompressionSchema,
  encrypted_client_hello: encryptedClientHelloSchema,
  credential_kinds: credentialKindsSchema,
  caa: caaSchema,
  dane: daneSchema,
  https_record: httpsRecordSchema,
  hsts: hstsSchema,
  http_redirect: httpRedirectSchema,
  mta_sts: mtaStsSchema,
  tls_rpt: tlsRptSchema,
};

export type ProbeId = keyof typeof facts;

export const probeStatuses = ["completed", "failed", "not_applicable", "not_scheduled"] as const;

const probeSchema = z.object({
  id: z.enum(Object.keys(facts) as [ProbeId, ...ProbeId[]]),
  title: z.string(),
  status: z.enum(probeStatuses).describe(
    "not_scheduled: the time was up, or there was no connection to ask over",
  ),
  reason: z.string().nullable().describe("Why it was not completed; null when it was"),
  allowance: z.int().min(0).describe("Connections that it may use at most, known beforehand"),
  connections: z.int().min(0).describe("Connections that it used"),
  duration_ms: milliseconds.nullable(),
}).meta({ id: "Probe", description: "A question that takes connections of its own" });

type Nullable<Shape extends z.ZodRawShape> = { [Key in keyof Shape]: z.ZodNullable<Shape[Key]> };

const nullable = Object.fromEntries(
  Object.entries(facts).map(([id, schema]) => [id, schema.nullable()]),
) as unknown as Nullable<typeof facts>;

export const deepSchema = z.object({
  probes: z.array(probeSchema),
  facts: z.object(nullable).describe(
    "By probe; null when it was not completed, though what a failed one had learnt is there",
  ),
  grade: gradeSchema.optional(),
  profile: profileSchema.optional().describe("Only when one was asked for"),
  attacks: z.array(attackSchema).optional(),
}).meta({ id: "Deep", description: "What the server does for others: asked over further connections" });
