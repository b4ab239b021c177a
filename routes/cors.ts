/** What other sites' pages may read: the JSON API's answers to GET, which are the same for everyone. */
import type { MiddlewareHandler } from "hono";

export const cors: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.req.method !== "GET" && c.req.method !== "HEAD") return;
  c.res.headers.set("Access-Control-Allow-Origin", "*");
  c.res.headers.set("Access-Control-Expose-Headers", "Age, ETag, Retry-After, X-Request-Id");
};
