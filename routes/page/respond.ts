/**
 * Sends a page. `no-cache` and not `no-store`: going back in the browser shows the report that was seen, and only
 * a reload makes a new check.
 */
import type { Context } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { Problem } from "../problem.ts";

export function respond(c: Context, page: JSX.Element, status: 200 | Problem["status"] = 200): Response {
  announce(c);
  return c.body(`<!DOCTYPE html>${page}`, status);
}

/** The second part comes when it is known; `gone` aborts when nobody reads it any more. */
export function respondInParts(
  c: Context,
  before: string,
  after: (gone: AbortSignal) => Promise<string>,
): Response {
  announce(c);
  c.header("X-Accel-Buffering", "no");
  const encoder = new TextEncoder();
  const left = new AbortController();
  const gone = AbortSignal.any([c.get("asker").gone, left.signal]);
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(encoder.encode(before)),
    async pull(controller) {
      controller.enqueue(encoder.encode(await after(gone)));
      controller.close();
    },
    cancel: () => left.abort(),
  });
  return c.body(body);
}

function announce(c: Context): void {
  c.header("Cache-Control", "private, no-cache");
  c.header("Content-Type", "text/html; charset=utf-8");
}
