/** Where post-quantum key exchange ends, and what large ClientHellos come to. */
import assert from "node:assert/strict";
import { postQuantum } from "../../../src/probes/deep/post_quantum.ts";
import { AlertDescription, NamedGroup, ProtocolVersion, supportedGroups } from "../../../src/registry/mod.ts";
import type { DeepFacts } from "../../../src/report/mod.ts";
import { find, keyShare } from "../../../src/tls/extension/mod.ts";
import type { ClientHello } from "../../../src/tls/message/mod.ts";
import { otherOffers } from "../../../src/tls/mod.ts";
import { MemoryRuntime, type Peer } from "../../support/memory_runtime.ts";
import { banner, closing, pickyServer, silent, tlsServer } from "../../support/peers.ts";
import { changeServerHello, selectedVersion, serverShare } from "../../support/scripted_server/messages.ts";
import { serverByHello } from "./choosing_server.ts";
import { groupsFound, runOne, situation, versionsFound } from "./support.ts";

const { TLS_1_3, TLS_1_2 } = ProtocolVersion;
const { X25519MLKEM768, SecP256r1MLKEM768, SecP384r1MLKEM1024, MLKEM768, x25519 } = NamedGroup;

async function ask(
  peer: Peer,
  found: Partial<DeepFacts>,
  version: number = TLS_1_3,
  offer = situation().offer,
) {
  const runtime = new MemoryRuntime({ peer });
  const { facts, probe } = await runOne(postQuantum, runtime, {
    offer,
    found: { ...versionsFound(version), ...found },
  });
  assert.ok(probe.connections <= probe.allowance);
  return { ...facts, probe, group: facts?.negotiated_group?.name ?? null };
}

const hasShare = ({ extensions }: ClientHello, group: number) =>
  find(extensions, keyShare, "ClientHello")!.some((share) => share.group === group);

Deno.test("at once, and chosen beside classical groups", async () => {
  const found = await ask(
    tlsServer({ group: X25519MLKEM768 }),
    groupsFound([X25519MLKEM768, MLKEM768, x25519]),
  );
  assert.deepEqual(
    [found.outcome, found.chosen_beside_classical, found.group, found.round_trip_ms, found.refusal],
    ["at_once", true, "X25519MLKEM768", null, null],
  );
  assert.deepEqual(found.groups?.map(({ name }) => name), ["X25519MLKEM768", "MLKEM768"]);
});

Deno.test("at once, where it is offered alone: a server that prefers a classical group", async () => {
  const peer = serverByHello((hello) => ({ group: hasShare(hello, x25519) ? x25519 : X25519MLKEM768 }));
  const { outcome, chosen_beside_classical, group } = await ask(peer, groupsFound([x25519, X25519MLKEM768]));
  assert.deepEqual([outcome, chosen_beside_classical, group], ["at_once", false, "X25519MLKEM768"]);
});

for (const hybrid of [SecP256r1MLKEM768, SecP384r1MLKEM1024, MLKEM768]) {
  const { name } = supportedGroups.codePoint(hybrid);
  Deno.test(`a round trip later, for want of a share: ${name}`, async () => {
    const { outcome, group, round_trip_ms } = await ask(tlsServer({ group: hybrid }), groupsFound([hybrid]));
    assert.deepEqual([outcome, group], ["after_hello_retry_request", name]);
    assert.ok(round_trip_ms! >= 0);
  });
}

Deno.test("a round trip later, for a cookie", async () => {
  const peer = tlsServer({ group: X25519MLKEM768, cookie: new Uint8Array(8) });
  const { outcome, chosen_beside_classical } = await ask(peer, groupsFound([X25519MLKEM768]));
  assert.deepEqual([outcome, chosen_beside_classical], ["after_hello_retry_request", true]);
});

Deno.test("a server that asks for the group and does not take its share", async () => {
  const peer = pickyServer(
    (hello) => hasShare(hello, X25519MLKEM768) ? AlertDescription.internal_error : null,
    { group: X25519MLKEM768 },
  );
  const found = await ask(peer, groupsFound([X25519MLKEM768, x25519]));
  assert.deepEqual([found.outcome, found.group], ["advertised_but_refused", null]);
  assert.equal(found.refusal?.alert?.name, "internal_error");
  assert.deepEqual([found.one_segment?.answered, found.two_segments?.answered], [false, false]);
});

Deno.test("a server whose share is good for nothing", async () => {
  const peer = tlsServer({
    group: X25519MLKEM768,
    alter: (turn, message) =>
      turn !== "ServerHello" ? message : changeServerHello(message, () => ({
        extensions: [serverShare(X25519MLKEM768, new Uint8Array(1120)), selectedVersion(TLS_1_3)],
      })),
  });
  const { outcome, refusal, one_segment } = await ask(peer, groupsFound([X25519MLKEM768]));
  assert.equal(outcome, "advertised_but_refused");
  assert.ok(["bad_key_share", "bad_record"].includes(refusal!.code));
  assert.equal(one_segment?.answered, true);
});

Deno.test("a group that is not computed here is advertised, and no more is known", async () => {
  const found = await ask(tlsServer({ group: x25519 }), groupsFound([NamedGroup.curveSM2MLKEM768, x25519]));
  assert.deepEqual([found.outcome, found.chosen_beside_classical], ["advertised", false]);
});

Deno.test("absent: by what is known of the groups, or by asking", async () => {
  const known = await ask(tlsServer({ group: x25519 }), groupsFound([x25519]));
  assert.deepEqual([known.outcome, known.chosen_beside_classical, known.probe.connections], [
    "absent",
    false,
    3,
  ]);

  const classical = pickyServer(
    (hello) => hasShare(hello, x25519) ? null : AlertDescription.handshake_failure,
    {
      group: x25519,
    },
  );
  const asked = await ask(classical, groupsFound([x25519], false));
  assert.deepEqual([asked.outcome, asked.probe.connections], ["absent", 4]);

  const server = tlsServer({ version: TLS_1_2 });
  const older = await ask(server, {}, TLS_1_2, otherOffers.withoutTls13(situation().offer));
  assert.ok(older.client_hello_length! > 1400);
  assert.deepEqual([older.outcome, older.one_segment?.answered, older.two_segments?.answered], [
    "absent",
    true,
    true,
  ]);
});

Deno.test("a server that reads once, and takes what it has read for the whole", async () => {
  const whole = tlsServer({ group: X25519MLKEM768 });
  const peer: Peer = async (stream, index) => {
    const read = stream.read.bind(stream);
    const first = (await read())!;
    if (first.length < 5 + (first[3]! << 8 | first[4]!)) return stream.reset();
    stream.read = () => {
      stream.read = read;
      return Promise.resolve(first);
    };
    await whole(stream, index);
  };
  const { outcome, client_hello_length, one_segment, two_segments } = await ask(
    peer,
    groupsFound([X25519MLKEM768]),
  );
  assert.deepEqual([outcome, one_segment], ["at_once", { answered: true, refusal: null }]);
  assert.deepEqual([two_segments?.answered, two_segments?.refusal?.code], [false, "connection_reset"]);
  assert.ok(client_hello_length! > 1400);
});

Deno.test("what is not TLS, and nothing at all", async () => {
  for (const [peer, answered] of [[banner("220 mail.example\r\n"), false], [closing, null]] as const) {
    const { outcome, one_segment } = await ask(peer, groupsFound([]));
    assert.deepEqual([outcome, one_segment?.answered], ["absent", answered]);
  }
  const runtime = new MemoryRuntime({ peer: silent });
  const { probe } = await runOne(postQuantum, runtime, { found: versionsFound(TLS_1_3), milliseconds: 100 });
  assert.equal(probe.status, "failed");
});
