import assert from "node:assert/strict";
import { ownTerms } from "../../routes/terms.ts";
import type { Runtime } from "../../src/net/mod.ts";
import { healthy } from "./every_sample.ts";
import { appWith } from "./support.ts";

interface SentEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** As the HTML standard's "interpreting an event stream" reads what is sent here. */
function parseEvents(text: string): SentEvent[] {
  return text.split("\n\n").filter((block) => block !== "").map((block) => {
    const event = { id: "", event: "", data: "" };
    for (const line of block.split("\n")) {
      const [, name, value] = /^(id|event|data): (.*)$/.exec(line) ?? assert.fail(`unexpected line ${line}`);
      event[name as keyof SentEvent] += value;
    }
    return event;
  });
}

Deno.test("the events are each step as it settled, then the report, and the stream ends", async () => {
  const response = await appWith(healthy).app.request("/api/v1/check/events?target=example.com");
  assert.equal(response.status, 200);
  assert.match(response.headers.get("content-type") ?? "", /^text\/event-stream/);
  assert.equal(response.headers.get("cache-control"), "no-store");
  const events = parseEvents(await response.text());
  assert.deepEqual(events.map(({ event }) => event), [...healthy.steps.map(() => "step"), "report"]);
  assert.deepEqual(
    events.slice(0, -1).map(({ data }) => JSON.parse(data).id),
    healthy.steps.map(({ id }) => id),
  );
  assert.deepEqual(JSON.parse(events.at(-1)!.data), {
    ...JSON.parse(JSON.stringify(healthy)),
    from_cache: false,
  });
});

Deno.test("every event has an id of its own, so that a client that comes back can say where it was", async () => {
  const response = await appWith(healthy).app.request("/api/v1/check/events?target=example.com");
  const ids = parseEvents(await response.text()).map(({ id }) => id);
  assert.equal(new Set(ids).size, healthy.steps.length + 1);
  assert.ok(ids.every((id) => id !== ""));
});

Deno.test("a client that comes back with Last-Event-ID gets 204 and makes no second check", async () => {
  const { app, asked } = appWith(healthy);
  const response = await app.request("/api/v1/check/events?target=example.com", {
    headers: { "Last-Event-ID": "4" },
  });
  assert.equal(response.status, 204);
  assert.equal(response.body, null);
  assert.deepEqual(asked, []);
});

Deno.test("a step is sent when it settles, not when the check ends", async () => {
  const { promise: never } = Promise.withResolvers<void>();
  async function* events() {
    yield { type: "step", step: healthy.steps[0]! } as const;
    await never;
  }
  const { app } = appWith(healthy, { checkEvents: events });
  const response = await app.request("/api/v1/check/events?target=example.com");
  const reader = response.body!.getReader();
  const { value } = await reader.read();
  assert.match(new TextDecoder().decode(value), /^id: 1\nevent: step\n/);
  // The reader is dropped with the test: nothing more ever comes.
});

Deno.test("a client that goes away ends the check", async () => {
  let ended = false;
  async function* events(_runtime: Runtime, _target: string) {
    try {
      for (const step of healthy.steps) {
        await Promise.resolve();
        yield { type: "step", step } as const;
      }
    } finally {
      ended = true;
    }
  }
  const { app } = appWith(healthy, { checkEvents: events });
  const response = await app.request("/api/v1/check/events?target=example.com");
  await response.body!.cancel();
  assert.ok(ended);
});

Deno.test("HEAD says what GET would, and makes no check", async () => {
  let begun = false;
  async function* events() {
    begun = true;
    await Promise.resolve();
    yield { type: "step", step: healthy.steps[0]! } as const;
  }
  const { app } = appWith(healthy, { checkEvents: events });
  const response = await app.request("/api/v1/check/events?target=example.com", { method: "HEAD" });
  assert.equal(response.status, 200);
  assert.match(response.headers.get("content-type") ?? "", /^text\/event-stream/);
  assert.equal(await response.text(), "");
  assert.ok(!begun);
});

Deno.test("whoever knows of a running check by its id follows its steps, and starts none", async () => {
  const told = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  let counted = 0;
  const { app } = appWith(healthy, {
    termsFor: () => ({ ...ownTerms, clientLimiter: { take: () => Promise.resolve(counted++ && 1) } }),
    checkEvents: async function* () {
      yield { type: "step", step: healthy.steps[0]! };
      told.resolve();
      await over.promise;
      yield { type: "step", step: healthy.steps[1]! };
      yield { type: "report", report: healthy };
    },
  });
  const page = await app.request("/check?target=example.com");
  const body = page.body!.pipeThrough(new TextDecoderStream()).getReader();
  const { value: before = "" } = await body.read();
  const address = /data-events="([^"]+)"/.exec(before)![1]!;
  assert.match(address, /^\/api\/v1\/check\/events\?running=[0-9a-f-]{36}$/);
  const rest = body.read();
  await told.promise;
  const events = await app.request(address);
  over.resolve();
  assert.deepEqual(
    parseEvents(await events.text()).map(({ event, data }) => [event, JSON.parse(data).id]),
    [["step", healthy.steps[0]!.id], ["step", healthy.steps[1]!.id]],
  );
  assert.match((await rest).value!, /<article class="report"/);
  assert.equal((await app.request(address)).status, 204, "it is over");
  assert.equal(counted, 1, "looking on is not asking again");
  assert.equal((await app.request("/api/v1/check/events?running=nobody")).status, 204);
});
