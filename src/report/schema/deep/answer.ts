/** What several probes tell of an answer, in one shape. */
import * as z from "zod";
import { stepErrorCodes } from "../../codes.ts";
import { codePointSchema } from "../scalars.ts";

/** How a server said no, or did not answer. */
export const refusalSchema = z.object({
  code: z.enum(stepErrorCodes),
  alert: codePointSchema.nullable().describe("The alert received; null when there was none"),
  message: z.string(),
}).meta({ id: "Refusal" });

/** Whose order decides: known where the client's list was turned round. */
export const preferenceSchema = z.enum(["server", "client", "unknown"]).describe(
  "Whose order decides; unknown where there is one to choose from, or it could not be told",
);

/** Of a finite-field Diffie-Hellman exchange. */
export const finiteFieldSchema = z.object({
  bits: z.int().min(1),
  name: z.string().nullable().describe("Of a published prime"),
}).meta({ id: "FiniteField" });
