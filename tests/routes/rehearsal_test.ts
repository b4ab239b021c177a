import assert from "node:assert/strict";
import { toHex } from "../../src/bytes/mod.ts";
import { rehearse } from "../../routes/rehearsal.tsx";
import { recordedOffer, recordedServer } from "../../routes/rehearsal_recording.ts";
import { traces } from "../fixtures/rfc8448/trace.ts";
import { rfc8448Offer } from "../tls/rfc8448/replay.ts";

Deno.test("the recording is RFC 8448 §3", async () => {
  assert.deepEqual(recordedOffer, { ...rfc8448Offer, sessionTicket: true });
  const records = traces.simple1Rtt.records("server").map(toHex).join("");
  const server = recordedServer();
  assert.equal(toHex((await server.read())!), records);
  assert.equal(await server.read(), null);
});

Deno.test("a rehearsal goes through all nine steps, and ends in a report", async () => {
  const { steps, connection, chain, vantage } = await rehearse();
  const handshake = steps.filter(({ number, id }) => number !== null && id !== "authentication");
  assert.deepEqual(handshake.map(({ status }) => status), Array(8).fill("pass"));
  assert.equal(connection?.protocol_version.name, "TLS 1.3");
  assert.equal(chain?.error?.code, "self_signed");
  assert.equal(vantage.runtime, "rehearsal");
});

Deno.test("a rehearsal asks for neither randomness nor time", async () => {
  const forbidden = [
    [crypto, "getRandomValues"],
    [crypto, "randomUUID"],
    [crypto.subtle, "generateKey"],
    [globalThis, "setTimeout"],
    [Math, "random"],
  ] as const;
  const used: string[] = [];
  const originals = forbidden.map(([owner, name]) => {
    const original = Reflect.get(owner, name) as (...args: unknown[]) => unknown;
    Reflect.set(owner, name, (...args: unknown[]) => {
      used.push(name);
      return original.apply(owner, args);
    });
    return original;
  });
  try {
    await rehearse();
  } finally {
    for (const [index, [owner, name]] of forbidden.entries()) Reflect.set(owner, name, originals[index]);
  }
  assert.deepEqual(used, []);
});
