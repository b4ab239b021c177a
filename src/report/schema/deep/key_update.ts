/** Whether a server of TLS 1.3 answers a KeyUpdate. */
import * as z from "zod";
import { refusalSchema } from "./answer.ts";

export const keyUpdateSchema = z.object({
  answered: z.boolean().nullable().describe("It sent its own KeyUpdate, and went on under new keys"),
  refusal: refusalSchema.nullable(),
});
