/** What several probes tell of a look-up. */
import * as z from "zod";

/** `null` where the resolver does not say. */
export const authenticated = z.boolean().nullable().describe(
  "The resolver says that DNSSEC proves it (the AD bit): its word, which is not checked",
);
