/** Compression: offered to servers that take it, that do not, and that choose what they like. */
import assert from "node:assert/strict";
import { compression } from "../../../src/probes/deep/compression.ts";
import { CipherSuite, ProtocolVersion } from "../../../src/registry/mod.ts";
import type { ClientHello } from "../../../src/tls/message/mod.ts";
import { MemoryRuntime } from "../../support/memory_runtime.ts";
import { type Answer, answering, handshakeFailure } from "./answering.ts";
import { runOne, versionsFound } from "./support.ts";

const { TLS_1_3, TLS_1_2, TLS_1_0 } = ProtocolVersion;

const choosing = (compressionMethod: number) => ({ legacyVersion: version }: ClientHello): Answer => ({
  version,
  cipherSuite: CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
  compressionMethod,
});

async function ask(answer: (hello: ClientHello) => Answer, versions = [TLS_1_3, TLS_1_2, TLS_1_0]) {
  const seen: (readonly number[])[] = [];
  const runtime = new MemoryRuntime({
    peer: answering((hello) => {
      seen.push(hello.legacyCompressionMethods);
      return answer(hello);
    }),
  });
  return {
    seen,
    ...await runOne(compression, runtime, { found: versionsFound(...versions), milliseconds: 300 }),
  };
}

Deno.test("DEFLATE, LZS and none are offered, and the answer is told", async () => {
  for (const [chosen, name] of [[1, "DEFLATE"], [64, "LZS"], [7, null]] as const) {
    const { facts, seen } = await ask(choosing(chosen));
    assert.deepEqual([facts!.accepted, facts!.method!.value, facts!.method!.name], [true, chosen, name]);
    assert.deepEqual(seen, [[1, 64, 0]]);
  }
  const { facts } = await ask(choosing(0));
  assert.deepEqual(facts, { accepted: false, method: null });
});

Deno.test("a server that refuses such a ClientHello has said nothing of compression", async () => {
  const { facts, probe } = await ask(() => handshakeFailure);
  assert.deepEqual([facts, probe.status], [{ accepted: null, method: null }, "completed"]);
});

Deno.test("silence fails the probe", async () => {
  const { facts, probe } = await ask(() => "silence");
  assert.deepEqual([facts, probe.status], [null, "failed"]);
});

Deno.test("TLS 1.3 has none", async () => {
  const { probe, seen } = await ask(choosing(1), [TLS_1_3]);
  assert.deepEqual([probe.status, probe.reason, seen], ["not_applicable", "TLS 1.3 has no compression", []]);
});
