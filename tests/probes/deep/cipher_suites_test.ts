/** The search for cipher suites, with servers whose order and whose faults are known. */
import assert from "node:assert/strict";
import { cipherSuites } from "../../../src/probes/deep/cipher_suites.ts";
import { MOST_REPEATS } from "../../../src/probes/deep/connections.ts";
import { CipherSuite, ProtocolVersion } from "../../../src/registry/mod.ts";
import type { ClientHello } from "../../../src/tls/message/mod.ts";
import { MemoryRuntime } from "../../support/memory_runtime.ts";
import { type Answer, answering, handshakeFailure, versionOf } from "./answering.ts";
import { runOne, versionsFound } from "./support.ts";

const { TLS_1_3, TLS_1_2, TLS_1_0, SSL_3_0 } = ProtocolVersion;
const aes128 = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
const aes256 = CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384;
const chaCha20 = CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256;
const ecdsaChaCha20 = CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256;
const cbc = CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA;
const camellia = CipherSuite.TLS_RSA_WITH_CAMELLIA_128_CBC_SHA;
const anonymous = CipherSuite.TLS_DH_anon_WITH_AES_128_CBC_SHA;

type Choose = (offered: readonly number[], hello: ClientHello, index: number) => Answer;

/** By its own order. */
const server = (...order: readonly number[]): Choose => (offered) =>
  order.find((suite) => offered.includes(suite)) ?? handshakeFailure;

/** By the client's. */
const follower = (...known: readonly number[]): Choose => (offered) =>
  offered.find((suite) => known.includes(suite)) ?? handshakeFailure;

const isChaCha20 = (suite: number) => suite === chaCha20 || suite === ecdsaChaCha20;

/** By its own order, unless the first that it knows of the client's is ChaCha20-Poly1305. */
const prioritizing = (...order: readonly number[]): Choose => (offered) => {
  const first = offered.find((suite) => order.includes(suite));
  const preferred = first !== undefined && isChaCha20(first)
    ? [...order.filter(isChaCha20), ...order.filter((suite) => !isChaCha20(suite))]
    : order;
  return preferred.find((suite) => offered.includes(suite)) ?? handshakeFailure;
};

async function search(choose: Choose, versions: readonly number[] = [TLS_1_2], milliseconds = 5000) {
  const runtime = new MemoryRuntime({
    peer: answering((hello, index) => choose(hello.cipherSuites, hello, index)),
  });
  const { facts, probe } = await runOne(cipherSuites, runtime, {
    found: versionsFound(...versions),
    milliseconds,
  });
  const found = (facts?.versions ?? []).map(({ version, suites, ...rest }) => ({
    version: version.value,
    suites: suites.map(({ cipher_suite }) => cipher_suite.value),
    ...rest,
  }));
  return { found, probe, asked: runtime.dialled.length, mostOpen: runtime.mostOpen };
}

const known = { preference: "server", prioritizes_chacha20: null, complete: true };

Deno.test("the server's own order is found, with a connection for each suite and one for the refusal", async () => {
  const { found, probe, asked } = await search(server(camellia, cbc, aes256, aes128));
  assert.deepEqual(found, [{ version: TLS_1_2, suites: [camellia, cbc, aes256, aes128], ...known }]);
  assert.deepEqual([probe.status, asked], ["completed", 5]);
});

Deno.test("a server that has our order is told from one that follows it", async () => {
  for (const [choose, preference] of [[server, "server"], [follower, "client"]] as const) {
    const { found, asked } = await search(choose(aes128, aes256, cbc));
    assert.deepEqual(found, [{ version: TLS_1_2, suites: [aes128, aes256, cbc], ...known, preference }]);
    assert.equal(asked, 5);
  }
});

Deno.test("of one suite nobody can tell whose order it is", async () => {
  const { found, asked } = await search(server(cbc));
  assert.deepEqual(found, [{ version: TLS_1_2, suites: [cbc], ...known, preference: "unknown" }]);
  assert.equal(asked, 2);
});

Deno.test("a server that puts ChaCha20-Poly1305 first for clients that do is a server with an order", async () => {
  for (
    const [choose, prioritizes_chacha20] of [[server, false], [prioritizing, true]] as const
  ) {
    for (const order of [[aes128, aes256, chaCha20, cbc], [cbc, aes128, ecdsaChaCha20, chaCha20]]) {
      const { found } = await search(choose(...order));
      assert.deepEqual(found, [{ version: TLS_1_2, suites: order, ...known, prioritizes_chacha20 }]);
    }
  }
  const { found: [first] } = await search(server(chaCha20, aes128));
  assert.equal(first!.prioritizes_chacha20, null, "it is the first in any case");
});

Deno.test("versions are searched side by side, and over few connections at once", async () => {
  const { found, mostOpen } = await search(
    (offered, hello, index) =>
      server(...versionOf(hello) === TLS_1_3 ? [0x1302, 0x1303, 0x1301] : [cbc])(offered, hello, index),
    [TLS_1_3, TLS_1_2, TLS_1_0],
  );
  assert.deepEqual(found, [
    { version: TLS_1_3, suites: [0x1302, 0x1303, 0x1301], ...known, prioritizes_chacha20: false },
    { version: TLS_1_2, suites: [cbc], ...known, preference: "unknown" },
    { version: TLS_1_0, suites: [cbc], ...known, preference: "unknown" },
  ]);
  assert(mostOpen > 1 && mostOpen <= 4);
});

Deno.test("a server that cannot take a long list is asked in parts, and its order is found all the same", async () => {
  for (const refusal of [handshakeFailure, "reset", "close"] as const) {
    const { found, probe } = await search((offered, hello, index) =>
      offered.length > 128 ? refusal : server(anonymous, aes256, camellia, aes128)(offered, hello, index)
    );
    assert.deepEqual(found, [{
      version: TLS_1_2,
      suites: [anonymous, aes256, camellia, aes128],
      ...known,
    }]);
    assert.equal(probe.status, "completed");
  }
});

Deno.test("a server that cannot do without a key share gets one", async () => {
  const { found } = await search(
    (offered, hello, index) =>
      hello.extensions.some(({ type, data }) => type === 51 && data.length > 32)
        ? server(0x1301)(offered, hello, index)
        : handshakeFailure,
    [TLS_1_3],
  );
  assert.deepEqual(found[0]!.suites, [0x1301]);
});

Deno.test("SSL 3.0 is asked without extensions, and with them where it wants them", async () => {
  for (const wantsThem of [false, true]) {
    const { found } = await search(
      (offered, hello, index) =>
        hello.extensions.length > 0 === wantsThem ? server(cbc)(offered, hello, index) : handshakeFailure,
      [SSL_3_0],
    );
    assert.deepEqual(found, [{ version: SSL_3_0, suites: [cbc], ...known, preference: "unknown" }]);
  }
});

Deno.test("a suite that was not offered ends the search, with what was found before", async () => {
  const { found, probe, asked } = await search((offered, hello, index) =>
    index < 2 ? server(aes128, aes256)(offered, hello, index) : aes128
  );
  assert.deepEqual(found, [{
    version: TLS_1_2,
    suites: [aes128, aes256],
    ...known,
    preference: "unknown",
    complete: false,
  }]);
  assert.deepEqual([probe.status, asked], ["failed", 3]);
  assert.match(probe.reason!, /chose TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, which was not offered/);
});

Deno.test("an answer in another version is a refusal", async () => {
  const { found } = await search((offered, hello, index) =>
    index === 0 ? server(cbc)(offered, hello, index) : { version: TLS_1_0, cipherSuite: camellia }
  );
  // And then it did not stand by its first answer
  assert.deepEqual(found[0]!.suites, [cbc]);
});

Deno.test("a server that falls silent, or will not hear of it any more, fails the probe and not what was found", async () => {
  for (const [end, milliseconds] of [["silence", 200], ["reset", 5000], ["close", 5000]] as const) {
    const { found, probe } = await search(
      (offered, hello, index) => index < 2 ? server(aes128, aes256, cbc)(offered, hello, index) : end,
      [TLS_1_2],
      milliseconds,
    );
    assert.deepEqual(found, [{
      version: TLS_1_2,
      suites: [aes128, aes256],
      ...known,
      preference: "unknown",
      complete: false,
    }]);
    assert.equal(probe.status, "failed");
  }
});

Deno.test("a server that accepts everything is not asked for ever", async () => {
  const { found, probe, asked } = await search((offered) => offered[0]!, [TLS_1_2, TLS_1_0]);
  assert.equal(asked, cipherSuites.allowance - MOST_REPEATS);
  assert.deepEqual(found.map(({ complete }) => complete), [false, false]);
  assert.match(probe.reason!, /more cipher suites than are asked for/);
});

Deno.test("without a version there is nothing to ask", async () => {
  const { probe, asked } = await search(server(cbc), []);
  assert.deepEqual([probe.status, asked], ["not_applicable", 0]);
});
