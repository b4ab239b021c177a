/** What is known of each record: which messages came in it, what it decrypts to, and what its octets are. */
import assert from "node:assert/strict";
import { toHex } from "../../../src/bytes/mod.ts";
import { CipherSuite, ContentType, contentTypes, ProtocolVersion } from "../../../src/registry/mod.ts";
import { type HandshakeLog, innerFields, recordFields } from "../../../src/tls/mod.ts";
import type { ServerScript } from "../../support/scripted_server.ts";
import { connect, refuse, tls12, tls13 } from "../support.ts";

const cbcSha = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA;

const scripts: readonly (readonly [name: string, script: Partial<ServerScript>])[] = [
  ["TLS 1.3, messages share records", { version: tls13, changeCipherSpec: true, paddingLength: 11 }],
  ["TLS 1.3, a record holds a part of a message", { version: tls13, recordSize: 50 }],
  ["TLS 1.3, a message a record", { version: tls13, coalesce: false, tickets: 2 }],
  ["TLS 1.2 with GCM", { version: tls12, recordSize: 300 }],
  ["TLS 1.2 with CBC", { version: tls12, cipherSuite: cbcSha }],
  ["TLS 1.2 with CBC and encrypt-then-MAC", { version: tls12, cipherSuite: cbcSha, encryptThenMac: true }],
  ["TLS 1.0", { version: ProtocolVersion.TLS_1_0 }],
];

for (const [name, script] of scripts) {
  Deno.test(`${name}: the contents of the records are the messages, in both directions`, async () => {
    const { log } = await connect(script, {
      use: async (session) => {
        await session.write(new Uint8Array([1, 2, 3]));
        assert.deepEqual(await session.read(), new Uint8Array([1, 2, 3]));
      },
    });
    for (const direction of ["sent", "received"] as const) {
      const messages = log.messages.filter((message) => message.direction === direction);
      const carrying = new Set(messages.flatMap(({ records }) => records));
      assert.equal(
        log.records.filter(({ index }) => carrying.has(index)).map((record) =>
          toHex(contentOf(log, record.index))
        )
          .join(""),
        messages.map(({ bytes }) => toHex(bytes)).join(""),
        direction,
      );
    }
    for (const { records, contentType, direction } of log.messages) {
      assert(records.length > 0);
      for (const record of records.map((index) => log.records[index]!)) {
        assert.equal(record.content!.contentType, contentType);
        assert.equal(record.direction, direction);
      }
    }
    const silent = log.records.filter(({ index }) =>
      !log.messages.some(({ records }) => records.includes(index))
    );
    assert(silent.every(({ content }) => content!.contentType === ContentType.change_cipher_spec));
  });

  Deno.test(`${name}: the fields of a record and of what it decrypts to cover each of their octets once`, async () => {
    const { log } = await connect(script);
    for (const { bytes, layout, content } of log.records) {
      covers(recordFields(bytes, layout), bytes.length);
      if (content!.inner !== null) {
        covers(innerFields(content!.inner, content!.length, layout), content!.inner.length);
      }
    }
  });
}

Deno.test("the content type and the padding of TLS 1.3 are told from the content", async () => {
  const { log } = await connect({ paddingLength: 11, coalesce: false });
  const record = log.records.find(({ protection, direction }) =>
    protection === "handshake" && direction === "received"
  )!;
  const fields = innerFields(record.content!.inner!, record.content!.length, record.layout);
  assert.deepEqual(fields.map(({ name }) => name), ["content", "type", "zeros"]);
  assert.equal(fields[1]!.codePoint!.name, contentTypes.codePoint(ContentType.handshake).name);
  assert.equal(fields[2]!.length, 11);
  assert.deepEqual(
    recordFields(record.bytes, record.layout).map(({ name, depth }) => `${depth} ${name}`),
    ["0 opaque_type", "0 legacy_record_version", "0 length", "0 encrypted_record", "1 ciphertext", "1 tag"],
  );
});

Deno.test("a record that does not decrypt is kept as it came, with its fields, and nothing is said to be in it", async () => {
  const { log } = await refuse({
    alterRecord: (record) => record[0] !== 23 ? record : record.with(-1, record.at(-1)! ^ 1),
  }, { code: "bad_record", step: "server_hello", alert: "bad_record_mac" });
  const record = log.records.findLast(({ direction }) => direction === "received")!;
  assert.equal(record.content, null);
  assert.equal(recordFields(record.bytes, record.layout).at(-1)!.name, "tag");
});

Deno.test("a protected record that is shorter than its tag is shown as one piece", async () => {
  const { log } = await refuse({
    alterRecord: (record, index) => index === 0 ? record : new Uint8Array([23, 3, 3, 0, 2, 7, 7]),
  }, { code: "bad_record", step: "server_hello", alert: "bad_record_mac" });
  const record = log.records.findLast(({ direction }) => direction === "received")!;
  assert.deepEqual(
    recordFields(record.bytes, record.layout).map(({ name, length }) => [name, length]).at(-1),
    [
      "encrypted_record",
      2,
    ],
  );
});

function contentOf(log: HandshakeLog, index: number): Uint8Array {
  const { content, bytes } = log.records[index]!;
  return (content!.inner ?? bytes.subarray(5)).subarray(0, content!.length);
}

function covers(fields: ReturnType<typeof recordFields>, length: number): void {
  const leaves = fields.filter(({ depth, length }, index) =>
    length > 0 && !(fields[index + 1] !== undefined && fields[index + 1]!.depth > depth)
  );
  let end = 0;
  for (const { offset, length } of leaves) {
    assert.equal(offset, end);
    end += length;
  }
  assert.equal(end, length);
}
