/**
 * The check as it happens, as server-sent events: a `step` as each settles, in the order of the wire, then one
 * `report`. Every event has an id, so that a client that lost its connection says `Last-Event-ID` when it comes
 * back; it gets 204, which ends it, and not a second check.
 */
import { Hono } from "hono";
import type { CheckEvent } from "../src/check.ts";
import { escapeInJson } from "../src/formats/escape.ts";
import { optionProblem } from "./problem.ts";
import { readCheckRequest } from "./query.ts";
import type { Service } from "./service.ts";

export function apiCheckEvents(service: Service): Hono {
  return new Hono().get("/api/v1/check/events", (c) => {
    c.header("Cache-Control", "no-store");
    if (c.req.header("Last-Event-ID") !== undefined) return c.body(null, 204);
    try {
      const request = readCheckRequest(new URL(c.req.url).searchParams);
      const left = new AbortController();
      const events = service.checkEvents({
        ...request,
        options: { ...request.options, signal: left.signal },
      });
      c.header("Content-Type", "text/event-stream; charset=utf-8");
      c.header("X-Accel-Buffering", "no");
      // Nothing is dialled before the first event is asked for, so HEAD makes no check.
      return c.req.method === "HEAD" ? c.body(null) : c.body(eventStream(events, left));
    } catch (error) {
      return optionProblem(c, error);
    }
  });
}

/** `left` is aborted when the reader goes away, in the middle of a wait too. */
function eventStream(
  events: AsyncIterable<CheckEvent>,
  left: AbortController,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  let id = 0;
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) return controller.close();
      id += 1;
      // JSON has no line break of its own, so one `data:` line holds it.
      controller.enqueue(encoder.encode(`id: ${id}\nevent: ${value.type}\ndata: ${payload(value)}\n\n`));
    },
    async cancel() {
      left.abort();
      await iterator.return?.();
    },
  });
}

function payload(event: CheckEvent): string {
  return escapeInJson(JSON.stringify(event.type === "step" ? event.step : event.report));
}
