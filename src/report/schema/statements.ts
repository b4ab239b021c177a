/** What others say of the certificates, and when they end. */
import * as z from "zod";
import {
  logStates,
  nativeOutcomes,
  renewalInfoStatuses,
  revocationProblems,
  revocationSources,
  revocationStatuses,
  timestampObjections,
  timestampSources,
  timestampVerdicts,
} from "../codes.ts";
import { fingerprint, time } from "./scalars.ts";

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

export const renewalInfoSchema = z.object({
  status: z.enum(renewalInfoStatuses).describe(
    "suggested: there is a window; not_asked: the certificate is not one to ask about; no_directory: the issuer's " +
      "ACME directory is not known; not_offered: it offers no renewal information; invalid: it cannot be used",
  ),
  detail: z.string(),
  directory: z.string().nullable().describe("The ACME directory that was asked"),
  url: z.string().nullable().describe("Where the renewal information of this certificate is"),
  suggested_window: z.object({ start: time, end: time }).nullable(),
  explanation_url: z.string().nullable().describe("Where the issuer explains the window"),
  retry_after: time.nullable().describe(
    "When it is to be asked again: in a minute at the soonest, and within a day",
  ),
}).meta({
  id: "RenewalInfo",
  description: "When the issuer suggests that the certificate be renewed (RFC 9773)",
});

export const expirySchema = z.object({
  not_after: time.describe("When the first of the certificates that are relied on ends"),
  warning_at: time.describe("From then on an end that is near is a medium finding"),
  critical_at: time.describe("From then on an end that is near is a high finding"),
}).meta({ id: "Expiry" });

export const nativeSchema = z.object({
  api: z.string(),
  outcome: z.enum(nativeOutcomes),
  application_protocol: z.string().nullable(),
  error: z.string().nullable(),
}).meta({ id: "Native", description: "The runtime's own handshake with the same address and name" });
