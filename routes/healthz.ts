/** Liveness: the process answers. It says nothing about any target. */
import { Hono } from "hono";

export function healthz(): Hono {
  return new Hono().get("/healthz", (c) => {
    c.header("Cache-Control", "no-store");
    return c.json({ status: "ok" });
  });
}
