/** The messages, with their fields. */
import * as z from "zod";
import { protections } from "../codes.ts";
import { codePointSchema, milliseconds } from "./scalars.ts";

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
