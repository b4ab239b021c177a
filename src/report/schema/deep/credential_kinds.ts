/** Whether a server proves itself by something other than an X.509 certificate's own key. */
import * as z from "zod";

export const credentialKindsSchema = z.object({
  raw_public_key: z.boolean().nullable().describe("RFC 7250"),
  delegated_credential: z.boolean().nullable().describe("RFC 9345"),
});
