/** The messages and the records that carried them, with their fields. */
import * as z from "zod";
import { protections } from "../codes.ts";
import { codePointSchema, milliseconds } from "./scalars.ts";

const hex = z.string().regex(/^([0-9a-f]{2})*$/).describe("Hex");

export const fieldSchema = z.object({
  name: z.string(),
  offset: z.int().min(0).describe("Octets from the start of the message or record"),
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
  bytes: hex.optional().describe("Hex, only when asked for"),
  fields: z.array(fieldSchema),
  records: z.array(z.int().min(0)).optional().describe(
    "Indices into records[], of those that it came in; only when bytes were asked for",
  ),
}).meta({ id: "Message" });

export const recordSchema = z.object({
  index: z.int().min(0),
  direction: z.enum(["sent", "received"]),
  at_ms: milliseconds,
  protection: z.enum(protections),
  content_type: codePointSchema.nullable().describe(
    "Of what is in it, which TLS 1.3 encrypts too; null when it was not opened",
  ),
  length: z.int().min(0).describe("Octets, with the header"),
  bytes: hex.describe("The whole record as it was on the wire, in hex"),
  fields: z.array(fieldSchema),
  decrypted: z.object({
    length: z.int().min(0).describe("Octets"),
    bytes: hex,
    fields: z.array(fieldSchema),
  }).nullable().describe("null when it travelled in the clear, and when it was not opened"),
}).meta({ id: "Record", description: "A record carries a message, several, or a part of one" });
