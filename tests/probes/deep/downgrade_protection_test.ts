/** What servers say of a version that is not their best, and what they do with TLS_FALLBACK_SCSV. */
import assert from "node:assert/strict";
import { concat, fromHex } from "../../../src/bytes/mod.ts";
import { downgradeProtection } from "../../../src/probes/deep/downgrade_protection.ts";
import { AlertDescription, CipherSuite, ProtocolVersion } from "../../../src/registry/mod.ts";
import type { ClientHello } from "../../../src/tls/message/mod.ts";
import { MemoryRuntime } from "../../support/memory_runtime.ts";
import { type Answer, answering, choose, handshakeFailure, protocolVersion } from "./answering.ts";
import { runOne, versionsFound } from "./support.ts";

const { TLS_1_3, TLS_1_2, TLS_1_1, TLS_1_0, SSL_3_0 } = ProtocolVersion;

/** RFC 9846 §4.2.3. */
const ending = (hex: string) => concat(new Uint8Array(24).fill(7), fromHex(hex));
const ofTls12 = ending("444f574e47524401");
const ofOlder = ending("444f574e47524400");

interface Server {
  readonly versions: readonly number[];
  readonly random?: (version: number) => Uint8Array;
  /** To a client that says it has fallen back. */
  readonly toFallback?: Answer;
}

function answerOf({ versions, random, toFallback }: Server): (hello: ClientHello) => Answer {
  return (hello) => {
    const version = choose(versions, hello);
    if (version === undefined) return protocolVersion;
    const hasFallenBack = hello.cipherSuites.includes(CipherSuite.TLS_FALLBACK_SCSV);
    if (hasFallenBack && toFallback !== undefined) return toFallback;
    return {
      version,
      cipherSuite: CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
      ...(random && { random: random(version) }),
    };
  };
}

async function ask(
  server: Server,
  answer: (hello: ClientHello, index: number) => Answer = answerOf(server),
) {
  const runtime = new MemoryRuntime({ peer: answering(answer) });
  const { facts, probe } = await runOne(downgradeProtection, runtime, {
    found: versionsFound(...server.versions),
  });
  const sentinels = facts?.sentinels.map(({ version, found, expected }) => [version.value, found, expected]);
  return { facts, sentinels, probe, asked: runtime.dialled.length };
}

const inappropriateFallback = { alert: AlertDescription.inappropriate_fallback };

Deno.test("a server that does as it should", async () => {
  const { facts, sentinels, probe, asked } = await ask({
    versions: [TLS_1_3, TLS_1_2, TLS_1_1, TLS_1_0, SSL_3_0],
    random: (version) => version === TLS_1_2 ? ofTls12 : ofOlder,
    toFallback: inappropriateFallback,
  });
  assert.deepEqual(sentinels, [
    [TLS_1_2, "tls12", "tls12"],
    [TLS_1_1, "tls11", "tls11"],
    [TLS_1_0, "tls11", "tls11"],
    [SSL_3_0, "tls11", "tls11"],
  ]);
  assert.deepEqual([facts!.fallback_scsv!.version.value, facts!.fallback_scsv!.refused], [TLS_1_2, true]);
  assert.equal(facts!.fallback_scsv!.refusal!.alert!.name, "inappropriate_fallback");
  assert.deepEqual([probe.status, asked], ["completed", 5]);
});

Deno.test("a server that says nothing, or the wrong thing", async () => {
  for (
    const [random, found] of [
      [ending("0000000000000001"), "none"],
      // One octet is another, or stands elsewhere
      [ending("444f574e47524501"), "none"],
      [ending("00444f574e475244"), "none"],
      [ending("444f574e47524402"), "none"],
      [ofOlder, "tls11"],
    ] as const
  ) {
    const { sentinels, facts } = await ask({ versions: [TLS_1_3, TLS_1_2], random: () => random });
    assert.deepEqual(sentinels, [[TLS_1_2, found, "tls12"]]);
    assert.deepEqual([facts!.fallback_scsv!.refused, facts!.fallback_scsv!.refusal], [false, null]);
  }
});

Deno.test("before TLS 1.2 there is nothing to say in a random", async () => {
  const { sentinels, facts } = await ask({ versions: [TLS_1_1, TLS_1_0], toFallback: inappropriateFallback });
  assert.deepEqual(sentinels, []);
  assert.deepEqual([facts!.fallback_scsv!.version.value, facts!.fallback_scsv!.refused], [TLS_1_0, true]);
});

Deno.test("another refusal is not the one that was asked for", async () => {
  const { facts, probe } = await ask({ versions: [TLS_1_2, TLS_1_1], toFallback: handshakeFailure });
  assert.equal(facts!.fallback_scsv!.refused, null);
  assert.equal(facts!.fallback_scsv!.refusal!.alert!.name, "handshake_failure");
  assert.equal(probe.status, "completed");
});

Deno.test("what is not answered any more fails the probe, and keeps the rest", async () => {
  const server = { versions: [TLS_1_3, TLS_1_2, TLS_1_0], random: () => ofOlder };
  const { sentinels, probe } = await ask(
    server,
    (hello) => hello.legacyVersion === TLS_1_2 ? "reset" : answerOf(server)(hello),
  );
  assert.deepEqual(sentinels, [[TLS_1_0, "tls11", "tls11"]]);
  assert.equal(probe.status, "failed");
  assert(probe.connections <= probe.allowance);
});

Deno.test("with one version there is nothing to fall back to", async () => {
  for (const versions of [[], [TLS_1_3]]) {
    const { probe, asked } = await ask({ versions });
    assert.deepEqual([probe.status, asked], ["not_applicable", 0]);
  }
});

Deno.test("what a server does not say twice is not held against it", async () => {
  const versions = [TLS_1_3, TLS_1_2];
  const newer = answerOf({ versions, random: () => ofTls12, toFallback: inappropriateFallback });
  const older = answerOf({ versions: [TLS_1_2] });
  for (const isOlder of [(index: number) => index % 2 === 0, (index: number) => index < 1]) {
    const { facts, probe } = await ask(
      { versions },
      (hello, index) => (isOlder(index) ? older : newer)(hello),
    );
    assert.deepEqual(facts!.sentinels, []);
    assert.notEqual(facts!.fallback_scsv!.refused, false);
    assert.deepEqual([probe.status, probe.reason], ["failed", "The server does not say the same twice"]);
  }
});

Deno.test("nothing is held against a server that has the newer version no more", async () => {
  const older = answerOf({ versions: [TLS_1_2] });
  const { facts, probe } = await ask({ versions: [TLS_1_3, TLS_1_2] }, older);
  assert.deepEqual([facts!.sentinels, facts!.fallback_scsv!.refused], [[], null]);
  assert.deepEqual([probe.status, probe.reason], ["failed", "The server chose another version than before"]);
});
