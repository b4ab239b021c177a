/** The steps, and the ClientHellos that were tried. */
import * as z from "zod";
import { faults, stepErrorCodes, stepIds, stepStatuses, variations } from "../codes.ts";
import { codePointSchema, milliseconds } from "./scalars.ts";

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
