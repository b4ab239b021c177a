/** HEAD says how long the answer to GET would be (RFC 9110 §8.6); left alone, a server would call it empty. */
import type { MiddlewareHandler } from "hono";

export const headLength: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.req.method !== "HEAD" || c.res.body === null) return;
  const { byteLength } = await c.res.clone().arrayBuffer();
  c.res.headers.set("Content-Length", String(byteLength));
};
