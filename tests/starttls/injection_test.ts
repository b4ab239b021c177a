import assert from "node:assert/strict";
import { injectionFailure, starttls } from "../../src/starttls/mod.ts";
import { MemoryStream } from "../support/memory_stream.ts";

Deno.test("injected plaintext is put into words: how much, what, and what it means", () => {
  const failure = injectionFailure(new TextEncoder().encode("250 fake\r\n"));
  assert.equal(failure.code, "starttls_injection");
  assert.equal(failure.fault, "peer");
  assert.match(failure.message, /^10 octets .*"250 fake"/);
  assert.match(failure.hint!, /protects/);
});

Deno.test("what follows the injected plaintext on the stream is TLS", async () => {
  const [client, peer] = MemoryStream.pair();
  await peer.write(new TextEncoder().encode("Sinjected"));
  const context = {
    serverName: null,
    hostname: "192.0.2.1",
    clientName: "client.example",
    monotonic: () => 0,
  };
  const { injected, stream } = await starttls("postgres", client, context);
  assert.equal(new TextDecoder().decode(injected!), "injected");

  const serverHello = Uint8Array.of(0x16, 0x03, 0x03);
  await peer.write(serverHello);
  assert.deepEqual(await stream.read(), serverHello);
  client.close();
});
