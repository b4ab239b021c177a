import assert from "node:assert/strict";
import { toHex } from "../../../src/bytes/mod.ts";
import { hash, hmacKey } from "../../../src/crypto/mod.ts";
import { Transcript } from "../../../src/tls/engine/transcript.ts";
import { expandLabel, finishedVerifyData, KeySchedule } from "../../../src/tls/tls13/key_schedule.ts";
import { type Trace, traces } from "../../fixtures/rfc8448/trace.ts";

const SHA_256 = "SHA-256";
const emptyHash = () => hash(SHA_256).digest(new Uint8Array());

for (const trace of Object.values(traces)) {
  const rfc = `RFC 8448 §${trace.section}`;

  Deno.test(`${rfc}: HKDF-Expand-Label gives every secret, key and IV of the trace`, async () => {
    let compared = 0;
    for (const { action, fields } of trace.steps) {
      const prk = fields.get("PRK");
      if (!prk) continue;
      for (const [prefix, label] of expansions(action)) {
        const expanded = fields.get(`${prefix}expanded`)!;
        const context = fields.get("hash") ?? new Uint8Array();
        assert.equal(
          toHex(await expandLabel(await hmacKey(SHA_256, prk), label, context, expanded.length)),
          toHex(expanded),
          action,
        );
        compared++;
      }
    }
    assert(compared >= 19, `${compared} were compared`);
  });

  Deno.test(`${rfc}: the key schedule goes from the shared secret to every traffic secret`, async () => {
    const secret = (name: string) => findSecret(trace, `derive secret "tls13 ${name}"`);
    const early = await KeySchedule.early(SHA_256, pskOf(trace));
    const handshake = await early.next(trace.bytes("server", 'extract secret "handshake"', "IKM"));
    const main = await handshake.next();
    const { throughServerHello, throughServerFinished, throughClientFinished } = await transcriptHashes(
      trace,
    );
    for (
      const [schedule, name, transcriptHash] of [
        [handshake, "c hs traffic", throughServerHello],
        [handshake, "s hs traffic", throughServerHello],
        [main, "c ap traffic", throughServerFinished],
        [main, "s ap traffic", throughServerFinished],
        [main, "exp master", throughServerFinished],
        [main, "res master", throughClientFinished],
      ] as const
    ) assert.equal(toHex(await schedule.derive(name, transcriptHash)), toHex(secret(name)), name);
  });

  Deno.test(`${rfc}: both Finished are computed over the transcript`, async () => {
    const { beforeServerFinished, beforeClientFinished } = await transcriptHashes(trace);
    const finished = async (actor: "client" | "server", label: string, transcriptHash: Uint8Array) => {
      const secret = findSecret(trace, `derive secret "tls13 ${label}"`);
      const expected = trace.messages(actor).findLast(({ name }) => name === "Finished")!.bytes.subarray(4);
      assert.equal(toHex(await finishedVerifyData(SHA_256, secret, transcriptHash)), toHex(expected), actor);
    };
    await finished("server", "s hs traffic", beforeServerFinished);
    await finished("client", "c hs traffic", beforeClientFinished);
  });
}

Deno.test("RFC 8448 §3 and §4: the ticket's PSK resumes the session, with its binder and early secrets", async () => {
  const { simple1Rtt, resumed0Rtt } = traces;
  const resumptionSecret = findSecret(simple1Rtt, 'derive secret "tls13 res master"');
  const nonce = simple1Rtt.bytes("server", 'generate resumption secret "tls13 resumption"', "hash");
  const psk = await expandLabel(await hmacKey(SHA_256, resumptionSecret), "resumption", nonce, 32);
  assert.equal(toHex(psk), toHex(pskOf(resumed0Rtt)!));

  const early = await KeySchedule.early(SHA_256, psk);
  const binder = "calculate PSK binder";
  const binderKey = await early.derive("res binder", await emptyHash());
  assert.equal(toHex(binderKey), toHex(resumed0Rtt.bytes("client", binder, "PRK")));
  const truncatedHash = resumed0Rtt.bytes("client", binder, "binder hash");
  assert.equal(
    toHex(await finishedVerifyData(SHA_256, binderKey, truncatedHash)),
    toHex(resumed0Rtt.bytes("client", binder, "finished")),
  );

  const clientHelloHash = await new Transcript().add(clientHello(resumed0Rtt)).hash(SHA_256);
  for (const name of ["c e traffic", "e exp master"]) {
    assert.equal(
      toHex(await early.derive(name, clientHelloHash)),
      toHex(findSecret(resumed0Rtt, `derive secret "tls13 ${name}"`)),
      name,
    );
  }
});

/** Prefix of the field names and label of what a step expands. */
function expansions(action: string): (readonly [string, string])[] {
  if (/traffic keys/.test(action)) return [["key ", "key"], ["iv ", "iv"]];
  if (action === "calculate PSK binder") return [["", "finished"]];
  const label = /"tls13 (.+)"/.exec(action)?.[1];
  return label ? [["", label]] : [];
}

function findSecret(trace: Trace, action: string): Uint8Array {
  const step = trace.steps.find((step) => step.action === action);
  if (!step) throw new RangeError(`RFC 8448 §${trace.section} does not ${action}`);
  return step.fields.get("expanded")!;
}

/** `undefined` where there is none: then zeros stand in its place. */
function pskOf(trace: Trace): Uint8Array | undefined {
  const ikm = trace.steps.find(({ action }) => action === 'extract secret "early"')!.fields.get("IKM")!;
  return ikm.every((octet) => octet === 0) ? undefined : ikm;
}

/** As it was sent: where a PSK is offered, the RFC constructs it without the binders first. */
function clientHello(trace: Trace): Uint8Array {
  return trace.bytes("client", "send handshake record", "payload");
}

async function transcriptHashes(trace: Trace) {
  const transcript = new Transcript().add(clientHello(trace));
  const [server, client] = [trace.messages("server"), trace.messages("client").slice(1)];
  const tickets = server.filter(({ name }) => name === "NewSessionTicket").length;
  const flight = server.slice(0, server.length - tickets);
  const addNext = (messages: typeof server, count: number) => {
    for (const { bytes } of messages.splice(0, count)) transcript.add(bytes);
    return transcript.hash(SHA_256);
  };
  if (client[0]?.name === "ClientHello") {
    await transcript.foldClientHello(SHA_256);
    await addNext(flight, 1);
    await addNext(client, 1);
  }
  return {
    throughServerHello: await addNext(flight, 1),
    beforeServerFinished: await addNext(flight, flight.length - 1),
    throughServerFinished: await addNext(flight, 1),
    beforeClientFinished: await addNext(client, client.length - 1),
    throughClientFinished: await addNext(client, 1),
  };
}
