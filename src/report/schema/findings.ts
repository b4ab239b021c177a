/** What is wrong, and what to do. */
import * as z from "zod";
import { severities, stepIds } from "../codes.ts";

export const findingSchema = z.object({
  id: z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/),
  severity: z.enum(severities),
  title: z.string(),
  detail: z.string(),
  remedy: z.string(),
  evidence: z.array(z.enum(stepIds)),
  references: z.array(z.string()),
}).meta({ id: "Finding" });
