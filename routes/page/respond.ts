import type { Context } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { Problem } from "../problem.ts";

/**
 * Sends a page. `no-cache` and not `no-store`: going back in the browser shows the report that was seen, and only
 * a reload makes a new check.
 */
export function respond(c: Context, page: JSX.Element, status: 200 | Problem["status"] = 200): Response {
  c.header("Cache-Control", "private, no-cache");
  c.header("Content-Type", "text/html; charset=utf-8");
  return c.body(`<!DOCTYPE html>${page}`, status);
}
