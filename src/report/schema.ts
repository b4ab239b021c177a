/**
 * The report: the one contract behind the page, the API and the command line.
 *
 * snake_case, RFC and IANA names letter for letter, bytes in lower-case hex, certificates in base64 DER,
 * times RFC 3339 UTC, durations in milliseconds. `null` says "not known or not applicable", never "false".
 */
import * as z from "zod";
import {
  chainErrorCodes,
  faults,
  logStates,
  nativeOutcomes,
  protections,
  revocationProblems,
  revocationSources,
  revocationStatuses,
  severities,
  stepErrorCodes,
  stepIds,
  stepStatuses,
  timestampObjections,
  timestampSources,
  timestampVerdicts,
  variations,
  verdicts,
} from "./codes.ts";

const milliseconds = z.number().min(0).describe("Milliseconds");
const time = z.iso.datetime().describe("RFC 3339, UTC");
const fingerprint = z.string().regex(/^[0-9a-f]{64}$/).describe(
  "SHA-256 of the certificate's DER, lower-case hex",
);

export const codePointSchema = z.object({
  value: z.int().min(0).max(0xffff),
  hex: z.string().regex(/^0x([0-9a-f]{2}){1,2}$/),
  name: z.string().nullable().describe('IANA\'s name; null when it has none, "GREASE" for RFC 8701 values'),
}).meta({ id: "CodePoint", description: "A number from an IANA registry" });

export const targetSchema = z.object({
  input: z.string().describe("As it was given"),
  hostname: z.string().describe("ASCII (IDNA A-labels) or an address without brackets"),
  port: z.int().min(1).max(65535),
  protocol: z.string().describe("What is expected behind TLS: https, smtp, tls when unknown, …"),
  starttls: z.string().nullable().describe(
    "The protocol whose upgrade command precedes TLS; null: TLS from the first byte",
  ),
  server_name: z.string().nullable().describe("SNI as sent; null when none was"),
}).meta({ id: "Target" });

export const vantageSchema = z.object({
  runtime: z.string(),
  runtime_version: z.string(),
  region: z.string().nullable(),
}).meta({ id: "Vantage", description: "Where the check was made from" });

export const addressSchema = z.object({
  address: z.string(),
  family: z.union([z.literal(4), z.literal(6)]),
}).meta({ id: "Address" });

export const timingsSchema = z.object({
  dns_ms: milliseconds.nullable(),
  tcp_ms: milliseconds.nullable(),
  starttls_ms: milliseconds.nullable(),
  tls_ms: milliseconds.nullable().describe(
    "ClientHello sent to both Finished; null unless the handshake completed",
  ),
  total_ms: milliseconds.describe("Up to the verdict, without the runtime's own handshake"),
}).meta({ id: "Timings" });

export const connectionSchema = z.object({
  protocol_version: codePointSchema,
  cipher_suite: codePointSchema,
  named_group: codePointSchema.nullable().describe(
    "null for a static RSA key exchange, or when it did not come so far",
  ),
  finite_field: z.object({
    bits: z.int().min(1),
    name: z.string().nullable().describe("null for a prime that is not a published one"),
  }).nullable().describe("The prime of a Diffie-Hellman key exchange before TLS 1.3; null for any other"),
  signature_scheme: codePointSchema.nullable().describe("Of the server's proof of its private key"),
  application_protocol: z.string().nullable().describe("ALPN; null when none was agreed"),
  hello_retry_request: z.boolean(),
  client_certificate_requested: z.boolean(),
  extended_main_secret: z.boolean().nullable().describe("null where the version always has it (TLS 1.3)"),
  ocsp_stapled: z.boolean(),
  sct_count: z.int().min(0).describe(
    "Signed certificate timestamps in the TLS extension and the leaf certificate",
  ),
}).meta({ id: "Connection", description: "What was negotiated" });

export const stableSchema = z.object({
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/).nullable().describe(
    "SHA-256, lower-case hex, of the compact JSON array [protocol_version.hex, cipher_suite.hex, named_group.hex, " +
      "application_protocol, certificates]; null when the handshake ended before all of them were known",
  ),
  protocol_version: codePointSchema,
  cipher_suite: codePointSchema,
  named_group: codePointSchema.nullable().optional().describe(
    "null when the key exchange has none; absent when the handshake ended before it was known",
  ),
  application_protocol: z.string().nullable().optional().describe(
    "ALPN; null when none was agreed; absent when the handshake ended before it was known",
  ),
  certificates: z.array(fingerprint).optional().describe(
    "As sent, without duplicates: the server's own first, the others sorted; absent when none came",
  ),
}).meta({
  id: "Stable",
  description:
    "What two checks of the same unchanged server have in common when they offer the same. Servers behind " +
    "one name that differ from each other differ here too: check each address.",
});

export const stepErrorSchema = z.object({
  code: z.enum(stepErrorCodes),
  message: z.string(),
  hint: z.string().nullable(),
  alert: codePointSchema.nullable().describe("The alert received, or sent when the fault is the peer's"),
  fault: z.enum(faults),
}).meta({ id: "StepError" });

export const attemptSchema = z.object({
  variation: z.enum(variations).describe("How this ClientHello differs from the ordinary one"),
  reached_server_hello: z.boolean().describe("Whether the server answered it with its own hello"),
  error: stepErrorSchema.nullable(),
}).meta({ id: "Attempt", description: "One ClientHello on a connection of its own" });

export const factSchema = z.object({
  name: z.string().describe("Stable, snake_case"),
  label: z.string(),
  value: z.string(),
}).meta({ id: "Fact" });

export const stepSchema = z.object({
  number: z.int().min(1).max(9).nullable().describe("null for the prelude (dns, tcp, starttls)"),
  id: z.enum(stepIds),
  title: z.string(),
  status: z.enum(stepStatuses),
  started_ms: milliseconds.nullable(),
  duration_ms: milliseconds.nullable(),
  explanation: z.string().describe("Two sentences for a newcomer"),
  facts: z.array(factSchema),
  messages: z.array(z.int().min(0)).describe("Indices into messages[]"),
  reference: z.string().describe("RFC and section"),
  error: stepErrorSchema.nullable(),
}).meta({ id: "Step" });

export const fieldSchema = z.object({
  name: z.string(),
  offset: z.int().min(0).describe("Octets from the start of the message"),
  length: z.int().min(0),
  depth: z.int().min(0).describe("How many structures enclose it"),
  code_point: codePointSchema.optional(),
}).meta({ id: "Field" });

export const messageSchema = z.object({
  index: z.int().min(0),
  direction: z.enum(["sent", "received"]),
  at_ms: milliseconds,
  content_type: codePointSchema,
  msg_type: codePointSchema.nullable().describe("The handshake type; null for other content"),
  protection: z.enum(protections),
  length: z.int().min(0).describe("Octets, with the handshake header"),
  bytes: z.string().regex(/^([0-9a-f]{2})*$/).optional().describe("Hex, only when asked for"),
  fields: z.array(fieldSchema),
}).meta({ id: "Message" });

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

export const timestampSchema = z.object({
  source: z.enum(timestampSources),
  log_id: z.string().regex(/^[0-9a-f]{64}$/).nullable().describe(
    "SHA-256 of the log's key, lower-case hex; null when it cannot be read",
  ),
  log_name: z.string().nullable().describe("As the log list has it; null when it does not, or there is none"),
  operator: z.string().nullable().describe("Who ran the log when it signed"),
  state: z.enum(logStates).nullable().describe("The log's, now"),
  timestamp: time.nullable().describe("RFC 3339, UTC; null when it cannot be read, or names no moment"),
  verified: z.enum(timestampVerdicts).describe(
    "Whether the log's signature is good; no_log_list: nobody looked, which is neither good nor bad",
  ),
  objection: z.enum(timestampObjections).nullable().describe(
    "What speaks against it although its signature is good",
  ),
}).meta({
  id: "SignedCertificateTimestamp",
  description: "What a certificate transparency log promised: that it has logged the certificate (RFC 6962)",
});

export const revocationSchema = z.object({
  certificate: fingerprint,
  source: z.enum(revocationSources),
  url: z.string().nullable().describe("Where it was fetched; null for what the server stapled"),
  status: z.enum(revocationStatuses).describe(
    "invalid: it answered, and nothing of it may be relied on; unknown: it does not know, or cannot be verified",
  ),
  problem: z.enum(revocationProblems).nullable(),
  detail: z.string(),
  this_update: time.nullable(),
  next_update: time.nullable().describe("When the next word is due"),
  revoked_at: time.nullable(),
}).meta({ id: "Revocation", description: "What one source says of one certificate's status" });

export const expirySchema = z.object({
  not_after: time.describe("When the first of the certificates that are relied on ends"),
  warning_at: time.describe("From then on its end is a medium finding"),
  critical_at: time.describe("From then on its end is a high finding"),
}).meta({ id: "Expiry" });

export const nativeSchema = z.object({
  api: z.string(),
  outcome: z.enum(nativeOutcomes),
  application_protocol: z.string().nullable(),
  error: z.string().nullable(),
}).meta({ id: "Native", description: "The runtime's own handshake with the same address and name" });

export const findingSchema = z.object({
  id: z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/),
  severity: z.enum(severities),
  title: z.string(),
  detail: z.string(),
  remedy: z.string(),
  evidence: z.array(z.enum(stepIds)),
  references: z.array(z.string()),
}).meta({ id: "Finding" });

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
  timings: timingsSchema,
  connection: connectionSchema.nullable().describe("null when no ServerHello came"),
  stable: stableSchema.nullable().describe("null when no ServerHello came"),
  attempts: z.array(attemptSchema).describe(
    "Every ClientHello tried, in order; the steps tell of the last that was answered",
  ),
  steps: z.array(stepSchema),
  messages: z.array(messageSchema),
  certificates: z.array(certificateSchema),
  chain: chainSchema.nullable().describe("null when no Certificate message came"),
  transparency: z.array(timestampSchema).nullable().describe(
    "Signed certificate timestamps, from the certificate and beside it; null when no certificate could be read",
  ),
  revocation: z.array(revocationSchema).nullable().describe(
    "null when nothing was stapled and nothing was asked; empty when the certificates name nobody to ask",
  ),
  expiry: expirySchema.nullable().describe("null when no certificate with an end came"),
  native: nativeSchema.nullable().describe("null when it was left out"),
  findings: z.array(findingSchema),
  from_cache: z.boolean().optional().describe(
    "A service's answers only: whether this is the report of a check that had ended before it was asked for",
  ),
}).meta({ id: "Report", title: "TLS handshake report" });
