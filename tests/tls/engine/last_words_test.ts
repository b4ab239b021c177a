import assert from "node:assert/strict";
import { NetworkError } from "../../../src/net/mod.ts";
import { AlertDescription } from "../../../src/registry/mod.ts";
import { defaultOffer, handshake } from "../../../src/tls/mod.ts";
import { MemoryStream } from "../../support/memory_stream.ts";

const context = {
  monotonic: () => performance.now(),
  random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
};

// RFC 8446 §6: fatal (2), handshake_failure (40), in a record of TLS 1.2
const refusal = Uint8Array.of(21, 3, 3, 0, 2, 2, AlertDescription.handshake_failure);

Deno.test("an alert that came before the connection broke is heard, though writing fails", async () => {
  const [client, server] = MemoryStream.pair();
  await server.write(refusal);
  server.reset();
  const { log, session } = await handshake(client, defaultOffer("server.example", []), context);
  assert.equal(session, null);
  assert.equal(log.failure?.code, "alert_received");
  assert.equal(log.failure.alert, AlertDescription.handshake_failure);
});

Deno.test("a connection that breaks without a word is a reset, though it was writing that failed", async () => {
  const [client, server] = MemoryStream.pair();
  server.reset();
  const { log } = await handshake(client, defaultOffer("server.example", []), context);
  assert.equal(log.failure?.code, "connection_reset");
});

Deno.test("writing that runs into the deadline ends the handshake at once", async () => {
  const [client] = MemoryStream.pair();
  client.fail(new NetworkError("timeout", "The deadline passed"));
  const { log } = await handshake(client, defaultOffer("server.example", []), context);
  assert.equal(log.failure?.fault, "network");
});
