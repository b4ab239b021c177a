/** What an answer's header says about its age, for caches on the way: the same as this service does itself. */
import type { Context } from "hono";
import { etag, RETAINED_304_HEADERS } from "hono/etag";
import type { Report } from "../src/report/mod.ts";
import type { Answered } from "./service.ts";

/** Answers 304 where the `ETag` that is set is one that the client has (RFC 9110 §13.1.2). */
export const revalidation = etag({ retainedHeaders: [...RETAINED_304_HEADERS, "age"] });

/**
 * The tag stands for one check. It is weak, because a report that is given again differs from itself in `from_cache`
 * (RFC 9110 §8.8.1). A cache may give the report for as long as we would; "could not check" is never kept,
 * nor is what leads to secrets.
 */
export function setFreshness(c: Context, { report, id, ageMs, maxAgeMs }: Answered): void {
  c.header("ETag", `W/"${id}"`);
  if (ageMs !== null) c.header("Age", seconds(ageMs)); // RFC 9111 §5.1
  c.header("Cache-Control", isKept(report) ? kept(maxAgeMs) : "no-store");
}

function isKept({ verdict, evidence }: Report): boolean {
  return verdict !== "unknown" && evidence === undefined;
}

/** `private`: what one client may have checked is not for another. RFC 9111 §5.2.2 */
function kept(maxAgeMs: number): string {
  return maxAgeMs === 0 ? "private, no-cache" : `private, max-age=${seconds(maxAgeMs)}`;
}

function seconds(milliseconds: number): string {
  return String(Math.floor(milliseconds / 1000));
}
