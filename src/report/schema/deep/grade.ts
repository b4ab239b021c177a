/** A letter by SSL Labs' published guide, and why. */
import * as z from "zod";
import { postQuantumOutcomes } from "./post_quantum.ts";

export const letters = ["A+", "A", "A-", "B", "C", "D", "E", "F", "T", "M"] as const;

const score = z.number().min(0).max(100);

export const gradeSchema = z.object({
  guide: z.literal("SSL Labs SSL Server Rating Guide 2009r"),
  letter: z.enum(letters).nullable().describe(
    "T: not trusted; M: for another name; null: what it takes was not learnt",
  ),
  if_trusted: z.enum(letters).nullable().describe(
    "The letter, were the certificate trusted and for the name",
  ),
  scores: z.object({
    protocol_support: score,
    key_exchange: score,
    cipher_strength: score,
    total: score,
  }).nullable(),
  caps: z.array(z.object({ letter: z.enum(letters), reason: z.string() })).describe(
    "What keeps the letter from being better, the worst first",
  ),
  unknown: z.array(z.string()).describe("Rules of the guide that could not be judged, and what it takes"),
  beside: z.object({
    post_quantum: z.enum(postQuantumOutcomes).nullable(),
    certificate_lifetime_days: z.number().nullable(),
  }).describe("What the guide does not rate"),
}).meta({ id: "Grade" });
