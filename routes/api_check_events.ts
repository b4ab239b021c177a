/**
 * The check as it happens, as server-sent events: a `step` as each settles, in the order of the wire, then one
 * `report`. Every event has an id, so that a client that lost its connection says `Last-Event-ID` when it comes
 * back; it gets 204, which ends it, and not a second check.
 */
import { type Context, Hono } from "hono";
import type { CheckEvent } from "../src/check.ts";
import { escapeInJson } from "../src/formats/escape.ts";
import { optionProblem } from "./problem.ts";
import { readCheckRequest } from "./query.ts";
import type { Service } from "./service.ts";

export function apiCheckEvents(service: Service): Hono {
  return new Hono().get("/api/v1/check/events", async (c) => {
    c.header("Cache-Control", "no-store");
    if (c.req.header("Last-Event-ID") !== undefined) return c.body(null, 204);
    const asker = c.get("asker");
    const query = new URL(c.req.url).searchParams;
    const running = query.get(runningName);
    if (running !== null) return follow(c, service, running);
    try {
      const request = readCheckRequest(query);
      if (c.req.method === "HEAD") {
        service.validate(request, asker);
        return respond(c, null);
      }
      const left = new AbortController();
      const gone = AbortSignal.any([asker.gone, left.signal]);
      return respond(c, eventStream(await service.checkEvents(request, { ...asker, gone }), left));
    } catch (error) {
      return optionProblem(c, error);
    }
  });
}

/** Names a check that a page waits for: its steps, or 204 where it does not run (any more), and never a second one. */
export const runningName = "running";

function follow(c: Context, service: Service, id: string): Response {
  const left = new AbortController();
  const events = service.follow(id, AbortSignal.any([c.get("asker").gone, left.signal]));
  return events === null ? c.body(null, 204) : respond(c, eventStream(events, left));
}

function respond(c: Context, body: ReadableStream | null): Response {
  c.header("Content-Type", "text/event-stream; charset=utf-8");
  c.header("X-Accel-Buffering", "no");
  return body === null ? c.body(null) : c.body(body);
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
  const told = event.type === "step" ? event.step : event.type === "probe" ? event.probe : event.report;
  return escapeInJson(JSON.stringify(told));
}
