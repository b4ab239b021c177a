import assert from "node:assert/strict";
import fc from "fast-check";
import { concat } from "../../../src/bytes/mod.ts";
import { ContentType } from "../../../src/registry/mod.ts";
import { MAXIMUM_OCTETS_READ } from "../../../src/tls/limits.ts";
import { encodeRecord } from "../../../src/tls/record/mod.ts";
import { type Failure, handshake, type HandshakeLog } from "../../../src/tls/mod.ts";
import type { ServerScript, Turn } from "../../support/scripted_server.ts";
import { MemoryStream } from "../../support/memory_stream.ts";
import { shake, testContext, testOffer, tls12, tls13 } from "../support.ts";

/** The same cases in every run; another seed is another thousand. */
const seed = 9846;

/** What holds for every failure, whatever the peer did. */
function assertFailureIsData(failure: Failure | null, log: HandshakeLog): void {
  assert(failure !== null);
  assert.notEqual(failure.code, "internal", failure.message);
  assert.equal(failure.alertFrom === null, failure.alert === null);
  assert(failure.message.length > 0 && !failure.message.endsWith("."));
  const octets = log.records.reduce((sum, { bytes }) => sum + bytes.length, 0);
  assert(octets < MAXIMUM_OCTETS_READ + 20_000);
  const steps = log.settled.map(({ evidence }) => evidence.step);
  assert.equal(new Set(steps).size, steps.length, "no step is settled twice");
}

async function answer(octets: Uint8Array): Promise<{ log: HandshakeLog; opened: boolean }> {
  const [client, server] = MemoryStream.pair();
  await server.write(octets);
  await server.closeWrite();
  const { log, session } = await handshake(client, testOffer, testContext());
  return { log, opened: session !== null };
}

Deno.test("whatever octets a server answers with, the handshake ends in a failure that is data", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (octets) => {
      const { log, opened } = await answer(octets);
      assert(!opened);
      assertFailureIsData(log.failure, log);
      assert.equal(log.failure!.step, "server_hello");
    }),
    { numRuns: 200, seed },
  );
});

Deno.test("whatever records a server answers with, the handshake ends in a failure that is data", async () => {
  const contentType = fc.oneof(fc.constantFrom(20, 21, 22, 23, 24), fc.nat(255));
  const fragment = fc.oneof(
    fc.uint8Array({ maxLength: 100 }),
    fc.tuple(fc.constantFrom(0, 1, 2, 4, 8, 11, 13, 15, 20, 24), fc.uint8Array({ maxLength: 90 }))
      .map(([msgType, body]) => Uint8Array.of(msgType, 0, 0, body.length, ...body)),
  );
  const record = fc.tuple(contentType, fc.constantFrom(0x0300, 0x0301, 0x0303), fragment);
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 6 }), async (records) => {
      const octets = concat(
        ...records.map(([type, version, fragment]) => encodeRecord(type, version, fragment)),
      );
      const { log, opened } = await answer(octets);
      assert(!opened);
      assertFailureIsData(log.failure, log);
    }),
    { numRuns: 200, seed },
  );
});

const turns13: readonly Turn[] = [
  "ServerHello",
  "EncryptedExtensions",
  "CertificateRequest",
  "Certificate",
  "CertificateVerify",
  "Finished",
];
const turns12: readonly Turn[] = [
  "ServerHello",
  "Certificate",
  "CertificateStatus",
  "ServerKeyExchange",
  "CertificateRequest",
  "ServerHelloDone",
  "NewSessionTicket",
  "ChangeCipherSpec",
  "Finished",
];

type Mutation = (message: Uint8Array) => Uint8Array | readonly Uint8Array[] | null;

/** Changes to one message: bits, cuts, lengths, repetitions, absence. */
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(fc.nat(5000), fc.integer({ min: 1, max: 255 })).map(([at, bits]): Mutation => (message) => {
    const changed = message.slice();
    changed[at % message.length]! ^= bits;
    return changed;
  }),
  fc.nat(5000).map((at): Mutation => (message) => message.subarray(0, at % message.length)),
  fc.tuple(fc.nat(5000), fc.uint8Array({ minLength: 1, maxLength: 20 })).map(
    ([at, octets]): Mutation => (message) =>
      concat(message.subarray(0, at % message.length), octets, message.subarray(at % message.length)),
  ),
  fc.constant<Mutation>((message) => [message, message]),
  fc.constant<Mutation>(() => null),
);

for (const [version, turns] of [[tls13, turns13], [tls12, turns12]] as const) {
  const name = version === tls12 ? "TLS 1.2" : "TLS 1.3";
  Deno.test(`${name}: whatever is done to a message before it is encrypted, the end is data`, async () => {
    const cases = fc.tuple(fc.constantFrom(...turns), mutation, fc.constantFrom(9, 100, 2 ** 14));
    await fc.assert(
      fc.asyncProperty(cases, async ([turn, mutate, recordSize]) => {
        const script: Partial<ServerScript> = {
          version,
          recordSize,
          certificateRequest: true,
          ocspResponse: new Uint8Array([0x30, 0]),
          tickets: 1,
          alter: (now, message) => now === turn ? mutate(message) : message,
        };
        const { log, session } = await shake(script);
        if (session === null) assertFailureIsData(log.failure, log);
        else assert.equal(log.failure, null);
      }),
      { numRuns: 150, seed },
    );
  });

  Deno.test(`${name}: two messages that change places end in data`, async () => {
    const cases = fc.tuple(fc.constantFrom(...turns), fc.constantFrom(...turns));
    await fc.assert(
      fc.asyncProperty(cases, async ([first, second]) => {
        fc.pre(first !== second);
        let kept: Uint8Array | null = null;
        const { log, session } = await shake({
          version,
          certificateRequest: true,
          ocspResponse: new Uint8Array([0x30, 0]),
          alter: (turn, message) => {
            if (turn === first) {
              kept = message;
              return null;
            }
            return turn === second && kept !== null ? [message, kept] : message;
          },
        });
        if (session === null) assertFailureIsData(log.failure, log);
      }),
      { numRuns: 60, seed },
    );
  });

  Deno.test(`${name}: whatever is done to a record on the wire, nothing of it is believed`, async () => {
    const cases = fc.tuple(fc.nat(12), fc.nat(3000), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(cases, async ([index, at, bits]) => {
        let isChanged = false;
        const { log, session } = await shake({
          version,
          coalesce: false,
          alterRecord: (record, now) => {
            if (now !== index || record[0] === ContentType.change_cipher_spec) return record;
            const changed = record.slice();
            // The version of a record is to be ignored.
            const place = at % record.length;
            if (place === 1 || place === 2) return record;
            changed[place]! ^= bits;
            isChanged = true;
            return changed;
          },
        });
        assert.equal(session === null, isChanged);
        if (session === null) assertFailureIsData(log.failure, log);
      }),
      { numRuns: 100, seed },
    );
  });
}
