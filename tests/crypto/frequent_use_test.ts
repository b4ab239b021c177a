/** What a process that makes many handshakes takes first: its own file, because it is said once for a whole process. */
import assert from "node:assert/strict";
import { aeads } from "../../src/crypto/aead.ts";
import { hashes } from "../../src/crypto/hash.ts";
import { expectFrequentUse, Implementations } from "../../src/crypto/implementation.ts";
import { aead, hash, hmac } from "../../src/crypto/mod.ts";

expectFrequentUse();

Deno.test("what is cheaper each time comes first, and the others behind it in their order", async () => {
  const loads: string[] = [];
  const named = (name: "subtle" | "node" | "noble" | "own", result: string | null) => ({
    name,
    load() {
      loads.push(name);
      return result;
    },
  });
  const implementations = new Implementations<string>(
    "an algorithm",
    named("subtle", "subtle's"),
    { ...named("noble", null), frequent: true },
    named("own", "ours"),
    { ...named("node", "node's"), frequent: true },
  );
  assert.equal(await implementations.first(), "node's");
  assert.deepEqual(loads, ["noble", "node"]);
  assert.deepEqual(await Array.fromAsync(implementations.available()), ["node's", "subtle's", "ours"]);
  assert.deepEqual(implementations.names, ["subtle", "noble", "own", "node"]);
});

Deno.test("digests, MACs and records are then computed where they are asked for", async () => {
  const { digests, macs } = hashes["SHA-256"];
  assert.equal(await digests.first(), await digests.named("node"));
  assert.equal(await macs.first(), await macs.named("noble"));
  for (const name of ["AES-128-GCM", "AES-256-GCM", "CHACHA20-POLY1305"] as const) {
    const { implementations } = aeads[name];
    assert.equal(await implementations.first(), await implementations.named("node"), name);
  }
});

Deno.test("and come out as everywhere", async () => {
  const data = new TextEncoder().encode("The same octets, whoever computes");
  const digest = await hash("SHA-256").digest(data);
  assert.deepEqual(digest, new Uint8Array(await crypto.subtle.digest("SHA-256", data)));
  const mac = await hmac("SHA-256", data, digest);
  const imported = await crypto.subtle.importKey("raw", data, { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  assert.deepEqual(mac, new Uint8Array(await crypto.subtle.sign("HMAC", imported, digest)));
  const key = await aead("AES-256-GCM").importKey(digest);
  const sealed = await key.seal(data.subarray(0, 12), mac, data);
  const subtleKey = await crypto.subtle.importKey("raw", digest, "AES-GCM", false, ["decrypt"]);
  const parameters = { name: "AES-GCM", iv: data.subarray(0, 12), additionalData: mac };
  assert.deepEqual(new Uint8Array(await crypto.subtle.decrypt(parameters, subtleKey, sealed)), data);
});
