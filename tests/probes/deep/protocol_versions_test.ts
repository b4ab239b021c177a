/** Which versions are accepted, and what is tolerated, by servers that say yes and no in every way there is. */
import assert from "node:assert/strict";
import { protocolVersions } from "../../../src/probes/deep/protocol_versions.ts";
import { Deadline } from "../../../src/net/mod.ts";
import { fromHex } from "../../../src/bytes/mod.ts";
import {
  CipherSuite,
  cipherSuites as suites,
  extensionTypes as extensions,
  ProtocolVersion,
  protocolVersions as versions,
  type Registry,
} from "../../../src/registry/mod.ts";
import { find, supportedVersions } from "../../../src/tls/extension/mod.ts";
import type { ClientHello } from "../../../src/tls/message/mod.ts";
import { handshake, type HandshakeLog } from "../../../src/tls/mod.ts";
import { MemoryRuntime, type Peer } from "../../support/memory_runtime.ts";
import { tlsServer } from "../../support/peers.ts";
import { type Answer, answering, choose, handshakeFailure, protocolVersion, versionOf } from "./answering.ts";
import { runOne, situation } from "./support.ts";

const { TLS_1_3, TLS_1_2, TLS_1_1, TLS_1_0, SSL_3_0 } = ProtocolVersion;
const { TLS_AES_128_GCM_SHA256, TLS_RSA_WITH_AES_128_CBC_SHA } = CipherSuite;

type Answering = (hello: ClientHello, index: number) => Answer;

/** The ServerHello of a server that has these versions, or its refusal. */
const server = (versions: readonly number[], refusal: Answer = protocolVersion): Answering => (hello) => {
  const version = choose(versions, hello);
  if (version === undefined) return refusal;
  return {
    version,
    cipherSuite: version === TLS_1_3 ? TLS_AES_128_GCM_SHA256 : TLS_RSA_WITH_AES_128_CBC_SHA,
  };
};

async function ask(answer: Answering, milliseconds = 5000, log = situation().log) {
  const runtime = new MemoryRuntime({ peer: answering(answer) });
  const { facts, probe } = await runOne(protocolVersions, runtime, { milliseconds, log });
  const accepted = (wanted: boolean | null) =>
    facts!.versions.filter(({ accepted }) => accepted === wanted).map(({ version }) => version.value);
  const tolerance = Object.fromEntries(
    facts!.tolerance.map(({ test, tolerated, refusal }) => [test, refusal?.alert?.name ?? tolerated]),
  );
  return { facts: facts!, probe, accepted, tolerance, asked: runtime.dialled.length };
}

/** Of a check of its own. */
async function logOf(peer: Peer): Promise<HandshakeLog> {
  using deadline = new Deadline(5000);
  const stream = await new MemoryRuntime({ peer }).dial("192.0.2.7", 443, deadline);
  const { log } = await handshake(stream, situation().offer, {
    monotonic: () => 0,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  });
  return log;
}

const all = [TLS_1_3, TLS_1_2, TLS_1_1, TLS_1_0, SSL_3_0];

Deno.test("each version is asked for alone, and refused in the server's own words", async () => {
  const { facts, accepted, probe } = await ask(server([TLS_1_3, TLS_1_2]));
  assert.deepEqual(facts.versions.map(({ version }) => version.name), [
    "TLS 1.3",
    "TLS 1.2",
    "TLS 1.1",
    "TLS 1.0",
    "SSL 3.0",
    "SSL 2.0",
  ]);
  assert.deepEqual(accepted(true), [TLS_1_3, TLS_1_2]);
  assert.deepEqual(accepted(null), []);
  const refused = facts.versions.find(({ version }) => version.value === TLS_1_0)!.refusal!;
  assert.deepEqual([refused.code, refused.alert?.name], ["alert_received", "protocol_version"]);
  assert.equal(probe.status, "completed");
});

Deno.test("a version that is answered with another one is not accepted", async () => {
  const { accepted } = await ask((hello) =>
    versionOf(hello) === TLS_1_3
      ? handshakeFailure
      : { version: TLS_1_2, cipherSuite: TLS_RSA_WITH_AES_128_CBC_SHA }
  );
  assert.deepEqual(accepted(true), [TLS_1_2]);
  assert.deepEqual(accepted(false).slice(0, -1), [TLS_1_3, TLS_1_1, TLS_1_0, SSL_3_0]);
});

Deno.test("a refusal is asked about again only where it may have been for a long list", async () => {
  const questions = async (versions: readonly number[], refusal: Answer) =>
    (await ask((hello, index) =>
      hello.extensions.length > 30 ? refusal : server(versions, refusal)(hello, index)
    ))
      .asked;
  // Six versions; the four tests of tolerance, one of them twice
  assert.equal(await questions([TLS_1_2], protocolVersion), 6 + 5);
  // SSL 3.0 in two ways
  assert.equal(await questions([TLS_1_2], handshakeFailure), 6 + 5 + 1);
  // No test that is about versions before TLS 1.3; each of those again
  assert.equal(await questions([TLS_1_3], handshakeFailure), 6 + 3 + 5);
});

Deno.test("a server that cannot take a long list is asked with a shorter one", async () => {
  for (const refusal of [handshakeFailure, "reset", "close"] as const) {
    const { accepted } = await ask((hello, index) =>
      hello.cipherSuites.length > 128 ? refusal : server([TLS_1_2, TLS_1_0, SSL_3_0])(hello, index)
    );
    assert.deepEqual(accepted(true), [TLS_1_2, TLS_1_0, SSL_3_0]);
  }
});

Deno.test("a connection that ended without a word once is no refusal of its version", async () => {
  const both = server([TLS_1_3, TLS_1_2]);
  for (const ending of ["reset", "close"] as const) {
    for (const version of [TLS_1_3, TLS_1_2]) {
      let ended = false;
      const { accepted } = await ask((hello, index) => {
        if (ended || versionOf(hello) !== version) return both(hello, index);
        ended = true;
        return ending;
      });
      assert.deepEqual(accepted(true), [TLS_1_3, TLS_1_2]);
    }
  }
});

Deno.test("a server that stumbles once over what nobody knows stumbles over something else", async () => {
  for (const stumble of [handshakeFailure, "reset", { version: TLS_1_1, cipherSuite: 0 }] as const) {
    for (const [test, stumbles] of Object.entries(stumbling)) {
      let hasStumbled = false;
      const { tolerance, facts } = await ask((hello, index) => {
        if (hasStumbled || !stumbles(hello)) return server([TLS_1_3, TLS_1_2])(hello, index);
        hasStumbled = true;
        return stumble;
      });
      assert.equal(facts.tolerance.find((each) => each.test === test)!.tolerated, null);
      assert.equal(Object.values(tolerance).filter((tolerated) => tolerated === true).length, 3);
    }
  }
});

Deno.test("the version of the check is not refused by one server of the address that is without it", async () => {
  const [newer, older] = [server([TLS_1_3, TLS_1_2]), server([TLS_1_2])];
  for (const first of [older, server([TLS_1_2], handshakeFailure), () => "reset" as const]) {
    for (const times of [1, Infinity]) {
      let asked = 0;
      const { facts, accepted, probe } = await ask(
        (hello, index) => {
          const isAsked = versionOf(hello) === TLS_1_3 && asked++ < times;
          return (isAsked ? first : newer)(hello, index);
        },
        5000,
        await logOf(tlsServer()),
      );
      const [tls13] = facts.versions;
      assert.equal(tls13!.accepted, times === 1 ? true : null);
      assert.ok(accepted(true).includes(TLS_1_2));
      assert.equal(probe.status, times === 1 ? "completed" : "failed");
    }
  }
});

Deno.test("a ClientHello of TLS 1.3 is made smaller for who ends large ones", async () => {
  const { accepted } = await ask((hello, index) =>
    versionOf(hello) === TLS_1_3 && hello.extensions.some(({ data }) => data.length > 1200)
      ? "reset"
      : server([TLS_1_3, TLS_1_2])(hello, index)
  );
  assert.deepEqual(accepted(true), [TLS_1_3, TLS_1_2]);
});

Deno.test("no version is refused by who ends every connection", async () => {
  for (const ending of ["reset", "close"] as const) {
    const { accepted, probe } = await ask(() => ending);
    assert.deepEqual([accepted(true), accepted(null).slice(0, 5)], [[], all]);
    assert.equal(probe.status, "failed");
  }
});

Deno.test("SSL 3.0 is found where it wants no extensions, and where it wants them", async () => {
  for (const wantsThem of [false, true]) {
    const { accepted } = await ask((hello, index) =>
      versionOf(hello) === SSL_3_0 && hello.extensions.length > 0 !== wantsThem
        ? handshakeFailure
        : server([TLS_1_2, SSL_3_0])(hello, index)
    );
    assert.deepEqual(accepted(true), [TLS_1_2, SSL_3_0]);
  }
});

Deno.test("silence to one version is no refusal of it", async () => {
  const { facts, accepted, probe } = await ask(
    (hello, index) => versionOf(hello) === TLS_1_0 ? "silence" : server([TLS_1_2, TLS_1_0])(hello, index),
    300,
  );
  assert.deepEqual(accepted(true), [TLS_1_2]);
  assert.deepEqual(accepted(null), [TLS_1_0]);
  assert.equal(facts.versions.find(({ version }) => version.value === TLS_1_0)!.refusal!.code, "no_response");
  assert.equal(probe.status, "completed");
});

Deno.test("a server that takes no more connections fails the probe, with what was found by then", async () => {
  const runtime = new MemoryRuntime({ peer: answering(server(all)) });
  const { dial } = runtime;
  const { NetworkError } = await import("../../../src/net/mod.ts");
  runtime.dial = (...target) =>
    runtime.dialled.length < 3
      ? dial.apply(runtime, target)
      : Promise.reject(new NetworkError("connection_refused", "Connection refused"));
  const { facts, probe } = await runOne(protocolVersions, runtime);
  assert.deepEqual([probe.status, probe.reason], ["failed", "Connection refused"]);
  const accepted = facts!.versions.map(({ accepted }) => accepted);
  assert.deepEqual(accepted, [true, true, null, null, null, false]);
});

const tolerant = {
  newer_legacy_version: true,
  newer_supported_version: true,
  unknown_extension: true,
  unknown_cipher_suite: true,
};

Deno.test("what a server does not know, it ignores", async () => {
  const { tolerance, asked } = await ask(server([TLS_1_3, TLS_1_2]));
  assert.deepEqual(tolerance, tolerant);
  assert.equal(asked, 6 + 5);
});

const extensionTypes = (hello: ClientHello) => hello.extensions.map(({ type }) => type);
const supports = (hello: ClientHello) => find(hello.extensions, supportedVersions, "ClientHello");
/** RFC 8701's values are for everybody to ignore; what is asked with has others. */
const isUnknown = (registry: Registry) => (value: number) => registry.codePoint(value).name === null;

const stumbling: Record<keyof typeof tolerant, (hello: ClientHello) => boolean> = {
  newer_legacy_version: (hello) => hello.legacyVersion > TLS_1_2,
  newer_supported_version: (hello) => supports(hello)?.some(isUnknown(versions)) ?? false,
  unknown_extension: (hello) => extensionTypes(hello).some(isUnknown(extensions)),
  unknown_cipher_suite: (hello) => hello.cipherSuites.some(isUnknown(suites)),
};

for (const [test, stumbles] of Object.entries(stumbling)) {
  Deno.test(`a server that stumbles over it is told: ${test}`, async () => {
    const { tolerance, asked, probe } = await ask((hello, index) =>
      stumbles(hello) ? handshakeFailure : server([TLS_1_3, TLS_1_2])(hello, index)
    );
    assert.deepEqual(tolerance, { ...tolerant, [test]: "handshake_failure" });
    // With the control and a repeat; of two one is not asked any more
    assert.equal(asked, 6 + (test === "newer_legacy_version" ? 6 : 7));
    assert(asked <= probe.allowance);
  });
}

Deno.test("a version that nobody knows is no answer", async () => {
  const { tolerance } = await ask((hello, index) =>
    stumbling.newer_legacy_version(hello)
      ? { version: hello.legacyVersion, cipherSuite: TLS_RSA_WITH_AES_128_CBC_SHA }
      : stumbling.unknown_cipher_suite(hello)
      ? { version: TLS_1_3, cipherSuite: hello.cipherSuites.find(isUnknown(suites))! }
      : server([TLS_1_3, TLS_1_2])(hello, index)
  );
  assert.deepEqual(tolerance, { ...tolerant, newer_legacy_version: false, unknown_cipher_suite: false });
});

Deno.test("a refusal that has other reasons is no intolerance", async () => {
  // Versions are answered, the check's own ClientHello is not
  const { facts } = await ask((hello, index) =>
    (supports(hello)?.length ?? 0) > 2 ? handshakeFailure : server([TLS_1_3])(hello, index)
  );
  assert.deepEqual(facts.tolerance.map(({ tolerated }) => tolerated), [null, null, null]);
});

Deno.test("a server that answers nothing has nothing to tolerate", async () => {
  const { facts, probe } = await ask(() => handshakeFailure);
  assert.deepEqual([facts.tolerance, probe.status], [[], "completed"]);
  assert(probe.connections <= probe.allowance);
});

Deno.test("SSL 2.0 has its own answer, with its own names for what it encrypts with", async () => {
  const hello = fromHex("8011 04 00 01 0002 0000 0006 0000 010080 0700c0");
  const runtime = new MemoryRuntime({ peer: answering(server([]), hello) });
  const { facts } = await runOne(protocolVersions, runtime);
  assert.deepEqual(facts!.versions.at(-1), {
    version: { value: 2, hex: "0x0002", name: "SSL 2.0" },
    accepted: true,
    refusal: null,
  });
  assert.deepEqual(facts!.ssl2_cipher_kinds, ["SSL_CK_RC4_128_WITH_MD5", "SSL_CK_DES_192_EDE3_CBC_WITH_MD5"]);
});
