/** Whether a server takes data in the first flight of a resumed session (0-RTT). */
import * as z from "zod";

export const earlyDataSchema = z.object({
  advertised: z.boolean().describe("A ticket allows it"),
  max_early_data_size: z.int().min(0).nullable(),
  accepted: z.boolean().nullable().describe("null when it was not advertised, or could not be tried"),
});
