import * as z from "zod";
import { time } from "./scalars.ts";

export const evidenceSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/).describe("Whoever knows it can download the evidence"),
  expires_at: time.describe("It is forgotten then, or earlier when others ask for much"),
  files: z.array(z.string()).describe(
    "Paths on this service: everything in one archive, and each file by itself",
  ),
}).meta({ id: "Evidence", description: "This session's packets and secrets, kept for download" });
