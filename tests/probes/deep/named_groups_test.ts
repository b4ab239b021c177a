/** Groups of servers that do what real ones hardly do. */
import assert from "node:assert/strict";
import { NetworkError } from "../../../src/net/mod.ts";
import { namedGroups } from "../../../src/probes/deep/named_groups.ts";
import type { DeepFacts } from "../../../src/report/mod.ts";
import { AlertDescription, CipherSuite, NamedGroup, ProtocolVersion } from "../../../src/registry/mod.ts";
import { find, keyShare, supportedGroups } from "../../../src/tls/extension/mod.ts";
import { MemoryRuntime, type Peer } from "../../support/memory_runtime.ts";
import { inTurn, pickyServer, silent, tlsServer } from "../../support/peers.ts";
import { data, encodeServerKeyExchange } from "../../support/scripted_server/messages.ts";
import { serverCertificate } from "../../support/scripted_server/certificates.ts";
import { asksForCookie, asksForGroup, exchangesOn } from "./choosing_server.ts";
import { runOne, versionsFound } from "./support.ts";

const { TLS_1_3, TLS_1_2, SSL_3_0 } = ProtocolVersion;

async function ask(peer: Peer, version: number = TLS_1_3) {
  const runtime = new MemoryRuntime({ peer });
  const { facts, probe } = await runOne(namedGroups, runtime, { found: versionsFound(version) });
  return { probe, facts, version: facts?.versions[0], names: names(facts) };
}

const names = (facts: DeepFacts["named_groups"]) =>
  facts?.versions.flatMap(({ groups }) => groups.map(({ name }) => name));

Deno.test("a group that no program here computes is known by its name", async () => {
  const order = [NamedGroup.curveSM2MLKEM768, NamedGroup.GC512C, NamedGroup.x25519];
  const { names, version } = await ask(
    asksForGroup((offered) => order.find((group) => offered.includes(group)) ?? null),
  );
  assert.deepEqual(names, ["curveSM2MLKEM768", "GC512C", "x25519"]);
  assert.deepEqual([version?.preference, version?.complete], ["server", true]);
});

Deno.test("a server that accepts all that is offered is left alone at last", async () => {
  for (
    const [peer, version, most] of [
      [asksForGroup((offered) => offered[0] ?? null), TLS_1_3, 24],
      [exchangesOn((offered) => offered[0] ?? null), TLS_1_2, 32],
    ] as const
  ) {
    const { probe, version: found } = await ask(peer, version);
    assert.deepEqual([probe.status, found?.groups.length, found?.complete], ["completed", most, false]);
    assert.equal(found?.preference, "client");
    assert.ok(probe.connections <= probe.allowance);
  }
});

Deno.test("a server that has one curve, offered or not", async () => {
  const { names, version } = await ask(exchangesOn(() => NamedGroup.secp384r1), TLS_1_2);
  assert.deepEqual([names, version?.not_offered?.name, version?.complete], [
    ["secp384r1"],
    "secp384r1",
    true,
  ]);
});

Deno.test("a server that knows no HelloRetryRequest is asked with shares, and not all is known then", async () => {
  const group = NamedGroup.secp384r1;
  const hasShare = (shares: readonly { readonly group: number }[] | null) =>
    shares?.some((share) => share.group === group);
  const peer = pickyServer(
    ({ extensions }) =>
      hasShare(find(extensions, keyShare, "ClientHello")) ? null : AlertDescription.handshake_failure,
    { group },
  );
  const { names, version } = await ask(peer);
  assert.deepEqual([names, version?.complete], [["secp384r1"], false]);
});

Deno.test("a server that wants its cookie back first names no group", async () => {
  const { probe } = await ask(asksForCookie);
  assert.deepEqual([probe.status, probe.reason], ["failed", "The server answers without naming a group"]);
});

Deno.test("what was learnt before the server fell silent, or took no more connections, is kept", async () => {
  const chooses = asksForGroup((offered) => offered[0]!);
  const runtime = new MemoryRuntime({ peer: inTurn(chooses, chooses, silent) });
  const late = await runOne(namedGroups, runtime, { found: versionsFound(TLS_1_3), milliseconds: 300 });
  assert.deepEqual([late.probe.status, late.facts?.versions[0]?.complete], ["failed", false]);
  assert.equal(late.facts?.versions[0]?.groups.length, 2);

  const busy = new MemoryRuntime({ peer: chooses });
  const dial = busy.dial.bind(busy);
  busy.dial = (...args) =>
    busy.dialled.length < 2
      ? dial(...args)
      : Promise.reject(new NetworkError("connection_refused", "Connection refused"));
  const refused = await runOne(namedGroups, busy, { found: versionsFound(TLS_1_3) });
  assert.deepEqual([refused.probe.status, refused.probe.reason], ["failed", "Connection refused"]);
  assert.equal(refused.facts?.versions[0]?.groups.length, 2);
});

Deno.test("a curve that is spelt out instead of named is no group", async () => {
  const { names } = await ask(
    tlsServer({
      version: TLS_1_2,
      alter: (turn, message) =>
        turn !== "ServerKeyExchange"
          ? message
          : encodeServerKeyExchange(data((writer) => writer.uint8(1)), 0x0403, new Uint8Array(8)),
    }),
    TLS_1_2,
  );
  assert.deepEqual(names, []);
});

Deno.test("RFC 7919's primes have their names, and what is larger than any prime that is used is none", async () => {
  const script = {
    version: TLS_1_2,
    cipherSuite: CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
    certificate: await serverCertificate("RSA-2048"),
    group: NamedGroup.ffdhe2048,
  };
  const prime = async (peer: Peer) => (await ask(peer, TLS_1_2)).facts?.finite_fields;
  assert.deepEqual(await prime(tlsServer(script)), [
    { bits: 2048, name: "ffdhe2048", groups_offered: false },
    { bits: 2048, name: "ffdhe2048", groups_offered: true },
  ]);
  assert.equal(
    (await ask(tlsServer(script), TLS_1_2)).probe.connections,
    4,
    "it takes no other, whatever is offered",
  );
  const larger = data((writer) =>
    writer.vector(2, new Uint8Array(2000).fill(0xff)).vector(2, Uint8Array.of(2)).vector(2, Uint8Array.of(4))
  );
  const alter = (turn: string, message: Uint8Array) =>
    turn === "ServerKeyExchange" ? encodeServerKeyExchange(larger, 0x0401, new Uint8Array(8)) : message;
  assert.deepEqual(await prime(tlsServer({ ...script, alter })), []);
});

Deno.test("a server of SSL 3.0 alone has nothing to ask", async () => {
  const { probe } = await ask(silent, SSL_3_0);
  assert.deepEqual([probe.status, probe.connections], ["not_applicable", 0]);
});

Deno.test("in TLS 1.3 no share is sent, and every group that IANA has is offered", async () => {
  const seen: (readonly number[] | null)[] = [];
  await ask(pickyServer(({ extensions }) => {
    const shares = find(extensions, keyShare, "ClientHello") ?? [];
    if (shares.every(({ keyExchange }) => keyExchange.length === 1)) {
      seen.push(find(extensions, supportedGroups, "ClientHello"));
    }
    return AlertDescription.handshake_failure;
  }));
  for (const group of Object.values(NamedGroup)) {
    if (group < NamedGroup.arbitrary_explicit_prime_curves) assert.ok(seen[0]?.includes(group), `${group}`);
  }
});
