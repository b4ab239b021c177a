/** The ladder and the waterfall: what was sent and came, in flights and round trips. */
import assert from "node:assert/strict";
import { flightsOf, nameIn, roundTripsOf } from "../../routes/page/flights.ts";
import { ladderOf } from "../../routes/page/ladder/geometry.ts";
import type { Message, Report } from "../../src/report/mod.ts";
import { healthy } from "./every_sample.ts";
import { appWith, textOf } from "./support.ts";

const tls13 = withMessages(`
  > client_hello none, < server_hello none, < encrypted_extensions handshake, < certificate handshake,
  < certificate_verify handshake, < finished handshake, > finished handshake, > application_data application,
  < new_session_ticket application, < new_session_ticket application, < application_data application,
  > alert application`);
const retried = withMessages(
  `> client_hello none, < server_hello none, > client_hello none, < server_hello none, < finished handshake,
   > finished handshake, > application_data application, < application_data application`,
  true,
);
const tls12 = withMessages(`
  > client_hello none, < server_hello none, < certificate none, < server_key_exchange none,
  < server_hello_done none, > client_key_exchange none, > finished application, < finished application,
  > application_data application, < application_data application`);

Deno.test("TLS 1.3 takes one round trip before data, a HelloRetryRequest one more, and TLS 1.2 two", () => {
  assert.deepEqual(roundTripsOf(tls13), { tcp: 1, handshake: 1, data: 1 });
  assert.deepEqual(roundTripsOf(retried), { tcp: 1, handshake: 2, data: 1 });
  assert.deepEqual(roundTripsOf(tls12), { tcp: 1, handshake: 2, data: 1 });
});

Deno.test("a hello that nobody answers is no round trip", () => {
  const silent = withMessages("> client_hello none");
  assert.deepEqual(roundTripsOf(silent), { tcp: 1, handshake: 0, data: 0 });
  assert.deepEqual(ladderOf(silent, flightsOf(silent)).bands.map(({ kind }) => kind), ["tcp", "unanswered"]);
});

Deno.test("flights follow each other on one axis", () => {
  const flights = flightsOf(tls13);
  assert.deepEqual(flights.map(({ direction }) => direction), [
    "sent",
    "received",
    "sent",
    "received",
    "sent",
  ]);
  flights.reduce((before, flight) => (assert.equal(flight.fromMs, before.toMs), flight));
});

Deno.test("the first ServerHello of a retried handshake is called what it is", () => {
  const names = retried.messages.map((message) => nameIn(retried, message));
  assert.deepEqual(names.slice(0, 4), ["ClientHello", "HelloRetryRequest", "ClientHello", "ServerHello"]);
});

Deno.test("time runs down: no arrow stands above one that came before it, and each has room for its name", () => {
  for (const report of [tls13, retried, tls12]) {
    const rungs = ladderOf(report, flightsOf(report)).bands.flatMap(({ rungs }) => rungs);
    rungs.reduce((before, rung) => {
      assert.ok(rung.y - before.y >= 24 && rung.atMs >= before.atMs);
      // Arrows slope towards each other where the direction changes.
      if (rung.direction !== before.direction) assert.ok(rung.y - before.y >= 36);
      return rung;
    });
  }
});

Deno.test("the drawing is described, and every message is in a list beside it with what protects it", async () => {
  const html = await (await appWith(tls12).app.request("/check?target=example.com")).text();
  const section = /<section class="ladder".*?<\/section>/s.exec(html)![0];
  assert.match(section, /<svg [^>]*role="img" aria-labelledby="ladder-title ladder-desc"/);
  assert.match(section, /<title id="ladder-title">[^<]+<\/title><desc id="ladder-desc">[^<]*4 round trips/);
  const list = textOf(/<ol class="hidden">.*?<\/ol>/s.exec(section)![0]);
  assert.match(list, /Sent ClientHello, in the clear, at \S+ ms .*Received ServerKeyExchange, in the clear/);
  assert.match(list, /Sent ApplicationData, application keys/);
  assert.doesNotMatch(section, / style=/);
});

Deno.test("a peer that sends thousands of messages makes no endless ladder", () => {
  const endless = withMessages(Array(3000).fill("> a none, < b none").join(","));
  const { bands, beyond } = ladderOf(endless, flightsOf(endless));
  assert.ok(bands.flatMap(({ rungs }) => rungs).length <= 60);
  assert.ok(beyond > 5900);
});

/** `> client_hello none` is one that was sent in the clear. */
function withMessages(script: string, hello_retry_request = false): Report {
  const messages = script.split(",").map((line, index): Message => {
    const [arrow, name, protection] = line.trim().split(" ") as [string, string, Message["protection"]];
    const isHandshake = name !== "application_data" && name !== "alert";
    const point = { value: 1, hex: "0x01", name };
    return {
      index,
      direction: arrow === ">" ? "sent" : "received",
      at_ms: 20 + index,
      content_type: isHandshake ? { value: 22, hex: "0x16", name: "handshake" } : point,
      msg_type: isHandshake ? point : null,
      protection,
      length: 40,
      fields: [],
    };
  });
  return { ...healthy, messages, connection: { ...healthy.connection!, hello_retry_request } };
}
