/** What port 80 of the same host answers. */
import * as z from "zod";

export const httpRedirectSchema = z.object({
  outcome: z.enum(["to_https", "elsewhere", "none", "not_http", "no_answer", "not_reachable"]).describe(
    "to_https: the first answer leads to https on the same host; none: it answers without a redirect; no_answer: it takes connections and ends or keeps them without an answer; not_reachable: it takes none",
  ),
  status: z.int().nullable(),
  location: z.string().nullable(),
  hops: z.array(z.string()).describe("Where the redirects led, in order, up to the first that is https"),
  problem: z.string().nullable().describe(
    "Why it is not reachable or its answer is none, or where the redirects could not be followed",
  ),
});
