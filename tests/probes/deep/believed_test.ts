/** Servers that end connections whatever they are asked, and addresses behind which servers of several versions are. */
import assert from "node:assert/strict";
import { applicationProtocols } from "../../../src/probes/deep/application_protocols.ts";
import { cipherSuites } from "../../../src/probes/deep/cipher_suites.ts";
import { encryptedClientHello } from "../../../src/probes/deep/encrypted_client_hello.ts";
import { ephemeralKeys } from "../../../src/probes/deep/ephemeral_keys.ts";
import { extensions } from "../../../src/probes/deep/extensions.ts";
import { namedGroups } from "../../../src/probes/deep/named_groups.ts";
import { postQuantum } from "../../../src/probes/deep/post_quantum.ts";
import type { Probe } from "../../../src/probes/deep/probe.ts";
import { servedCertificates } from "../../../src/probes/deep/served_certificates.ts";
import { signatureSchemes } from "../../../src/probes/deep/signature_schemes.ts";
import { AlertDescription, CipherSuite, NamedGroup, ProtocolVersion } from "../../../src/registry/mod.ts";
import type { DeepFacts, ProbeId } from "../../../src/report/mod.ts";
import type { ClientHello } from "../../../src/tls/message/mod.ts";
import { otherOffers } from "../../../src/tls/mod.ts";
import { MemoryRuntime, type Peer } from "../../support/memory_runtime.ts";
import { closing, inTurn, pickyServer, type Refusal, tlsServer } from "../../support/peers.ts";
import { answering, handshakeFailure } from "./answering.ts";
import { asksForGroup, exchangesOn } from "./choosing_server.ts";
import { groupsFound, runOne, situation, versionsFound } from "./support.ts";

const { TLS_1_3, TLS_1_2 } = ProtocolVersion;
const resetting: Peer = (stream) => stream.reset();

async function ask<Id extends ProbeId>(
  probe: Probe<Id>,
  peer: Peer,
  found: Partial<DeepFacts> = versionsFound(TLS_1_3),
  offer = situation().offer,
) {
  const { facts, probe: report } = await runOne(probe, new MemoryRuntime({ peer }), { found, offer });
  assert.ok(report.connections <= report.allowance);
  return { facts, ...report };
}

/** The first that is offered of `order`, once each. */
const oneOf = (order: readonly number[]) => (offered: readonly number[]) =>
  order.find((value) => offered.includes(value)) ?? null;

const groups = [NamedGroup.x25519, NamedGroup.secp256r1];

Deno.test("groups are not refused where nothing is answered any more", async () => {
  for (
    const [peer, version] of [
      [asksForGroup(oneOf(groups)), TLS_1_3],
      [exchangesOn(oneOf(groups)), TLS_1_2],
    ] as const
  ) {
    for (const ending of [resetting, closing]) {
      const { facts, status, reason } = await ask(
        namedGroups,
        inTurn(peer, peer, ending),
        versionsFound(version),
      );
      assert.equal(status, "failed");
      assert.match(reason!, /, also where the server had answered before$/);
      assert.equal(facts!.versions[0]!.complete, false);
    }
  }
});

Deno.test("a server that ends connections instead of refusing is believed beside a control", async () => {
  const script = { version: TLS_1_2 };
  const hasEcdhe = ({ cipherSuites }: ClientHello) =>
    cipherSuites.includes(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
  const questions = async (refusal: Refusal) => {
    const peer = pickyServer((hello) => hasEcdhe(hello) ? null : refusal, script);
    const { facts, status, connections } = await ask(ephemeralKeys, peer, versionsFound(TLS_1_2));
    assert.deepEqual([status, facts!.exchanges.length], ["completed", 1]);
    return connections;
  };
  const { handshake_failure, close_notify } = AlertDescription;
  assert.equal(await questions(handshake_failure), 4);
  assert.equal(await questions(close_notify), 4);
  // And a repeat
  assert.equal(await questions("reset"), 6);
  assert.equal(await questions("close"), 6);
});

/** One that ends a connection now and then. */
const fickle = (peer: Peer, ends: (index: number) => boolean): Peer => (stream, index) =>
  ends(index) ? stream.reset() : peer(stream, index);

Deno.test("a connection that ended by chance is made again, and after that none is believed", async () => {
  const chooses = asksForGroup((offered) =>
    oneOf([...groups, NamedGroup.x448, NamedGroup.secp521r1])(offered)
  );
  const once = await ask(namedGroups, fickle(chooses, (index) => index === 2));
  assert.deepEqual([once.status, once.facts!.versions[0]!.groups.length], ["completed", 4]);
  assert.equal(once.facts!.versions[0]!.complete, true);

  const often = await ask(namedGroups, fickle(chooses, (index) => index % 2 === 1));
  assert.deepEqual([often.status, often.facts!.versions[0]!.complete], ["failed", false]);

  const order = [CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384];
  const server = answering((hello) =>
    order.find((suite) => hello.cipherSuites.includes(suite)) ?? handshakeFailure
  );
  const suites = async (ends: (index: number) => boolean) => {
    const { facts } = await ask(cipherSuites, fickle(server, ends));
    const [version] = facts!.versions;
    return [version!.suites.length, version!.complete];
  };
  assert.deepEqual(await suites((index) => index === 1), [2, true]);
  assert.deepEqual(await suites((index) => [0, 2].includes(index)), [2, true]);
  assert.deepEqual(await suites((index) => index % 2 === 0), [2, false]);
});

Deno.test("nothing is said of what was not answered", async () => {
  for (const ending of [resetting, closing]) {
    const schemes = await ask(signatureSchemes, ending);
    assert.deepEqual([schemes.status, schemes.facts!.versions[0]!.complete], ["failed", false]);

    const protocols = await ask(applicationProtocols, ending);
    assert.deepEqual([protocols.status, protocols.facts!.unknown_only.outcome], ["failed", "no_answer"]);

    const { facts } = await ask(servedCertificates, ending);
    assert.equal(facts!.without_server_name?.outcome, "no_answer");
    assert.equal(facts!.unknown_server_name.outcome, "no_answer");

    for (const probe of [ephemeralKeys, extensions] as const) {
      const { status } = await ask<ProbeId>(probe as Probe, ending, versionsFound(TLS_1_2));
      assert.equal(status, "failed");
    }
  }
});

Deno.test("large ClientHellos are not what a server ends connections for that ends them all", async () => {
  const { facts } = await ask(postQuantum, resetting, versionsFound(TLS_1_2));
  assert.deepEqual([facts!.one_segment.answered, facts!.two_segments.answered], [null, null]);
  assert.equal(facts!.one_segment.refusal!.code, "connection_reset");
});

Deno.test("post-quantum groups are absent only where the server says so", async () => {
  const unknown = versionsFound(TLS_1_2);
  const versions = unknown.protocol_versions!.versions.map((each) =>
    each.version.value === TLS_1_3 ? { ...each, accepted: null } : each
  );
  const found = { protocol_versions: { ...unknown.protocol_versions!, versions } };
  const { status, connections } = await ask(postQuantum, tlsServer(), found);
  assert.deepEqual([status, connections], ["failed", 0]);

  const incomplete = { ...versionsFound(TLS_1_3), ...groupsFound([], false) };
  assert.equal((await ask(postQuantum, resetting, incomplete)).status, "failed");
  const hybrid = { group: NamedGroup.X25519MLKEM768 };
  const peer = pickyServer((_, size) => size > 1200 ? "reset" : null, hybrid);
  const intolerant = await ask(postQuantum, peer, incomplete, otherOffers.onePacket(situation().offer));
  assert.equal(intolerant.facts!.outcome, "after_hello_retry_request");
  assert.equal(intolerant.facts!.one_segment.answered, false);
});

/** A server of TLS 1.2 alone, behind the same address. */
const older = pickyServer(() => AlertDescription.protocol_version);

Deno.test("a server without the version says nothing of what another one with it accepts", async () => {
  const reason = "The server chose another version than before";
  const chooses = asksForGroup(oneOf(groups));
  for (const other of [older, tlsServer({ version: TLS_1_2 })]) {
    const found = await ask(namedGroups, inTurn(chooses, other));
    assert.deepEqual([found.reason, found.facts!.versions[0]!.complete], [reason, false]);
    const suites = await ask(cipherSuites, inTurn(tlsServer(), other));
    assert.deepEqual([suites.reason, suites.facts!.versions[0]!.complete], [reason, false]);
    const schemes = await ask(signatureSchemes, inTurn(tlsServer(), other));
    assert.deepEqual([schemes.reason, schemes.facts!.versions[0]!.complete], [reason, false]);
    assert.equal((await ask(encryptedClientHello, other)).reason, reason);
  }
});

Deno.test("what is refused once and taken the next time is no fault", async () => {
  const refusing = pickyServer(() => AlertDescription.internal_error);
  const { facts, connections } = await ask(encryptedClientHello, inTurn(refusing, tlsServer()));
  assert.deepEqual([facts!.tolerated, connections], [null, 3]);
});
