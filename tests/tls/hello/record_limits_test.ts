/** RFC 8449 and RFC 6066 §4: shorter records, agreed on and kept to by both sides. */
import assert from "node:assert/strict";
import { CipherSuite, ExtensionType } from "../../../src/registry/mod.ts";
import type { HandshakeLog } from "../../../src/tls/mod.ts";
import type { ServerScript } from "../../support/scripted_server.ts";
import {
  addExtensions,
  data,
  encodeEncryptedExtensions,
  type ExtensionInput,
} from "../../support/scripted_server/messages.ts";
import { connect, type Expected, refuse, shake, tls12, tls13 } from "../support.ts";

const sizeLimit = (limit: number): ExtensionInput => [
  ExtensionType.record_size_limit,
  data((writer) => writer.uint16(limit)),
];
const fragmentLength = (code: number): ExtensionInput => [
  ExtensionType.max_fragment_length,
  data((writer) => writer.uint8(code)),
];

function answering(version: number, ...extensions: readonly ExtensionInput[]): Partial<ServerScript> {
  return {
    version,
    alter: (turn, message) =>
      turn === "EncryptedExtensions"
        ? encodeEncryptedExtensions(extensions)
        : turn === "ServerHello" && version < tls13
        ? addExtensions(message, ...extensions)
        : message,
  };
}

/** Octets of data in each of our records of application data, and that what comes back is the same. */
async function sentSizes(script: Partial<ServerScript>, offer: Parameters<typeof connect>[1]) {
  const message = new Uint8Array(1000).fill(7);
  const { log } = await connect(script, {
    ...offer,
    async use(session) {
      await session.write(message);
      for (let length = 0; length < message.length;) length += (await session.read())!.length;
    },
  });
  return dataSizes(log, "sent");
}

function dataSizes({ records }: HandshakeLog, direction: "sent" | "received"): number[] {
  return records.flatMap((record) =>
    record.direction === direction && record.content?.contentType === 23 ? [record.content.length] : []
  );
}

const cbc = { cipherSuite: CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA };

for (
  const [name, script, expected] of [
    // RFC 8449 §4: in TLS 1.3 the content type is one of the octets.
    ["TLS 1.3", answering(tls13, sizeLimit(512)), [511, 489]],
    ["TLS 1.2", answering(tls12, sizeLimit(512)), [512, 488]],
    ["TLS 1.2 with CBC", { ...answering(tls12, sizeLimit(512)), ...cbc }, [512, 488]],
  ] as const
) {
  Deno.test(`RFC 8449 §4: our records keep to the server's limit in ${name}`, async () => {
    assert.deepEqual(await sentSizes(script, { offer: { recordSizeLimit: 0x4001 } }), expected);
  });
}

Deno.test("a limit beyond the protocol's own changes nothing", async () => {
  assert.deepEqual(
    await sentSizes(answering(tls13, sizeLimit(0xffff)), { offer: { recordSizeLimit: 0x4001 } }),
    [1000],
  );
});

Deno.test("a server that does not answer is sent records as ever, and may send such", async () => {
  assert.deepEqual(await sentSizes({}, { offer: { recordSizeLimit: 64 } }), [1000]);
});

for (const code of [1, 2]) {
  for (const version of [tls12, tls13]) {
    Deno.test(`RFC 6066 §4: max_fragment_length ${code} holds for our records in version ${version}`, async () => {
      const script = { ...answering(version, fragmentLength(code)), recordSize: 2 ** (8 + code) };
      const sizes = await sentSizes(script, { offer: { maxFragmentLength: code } });
      assert.deepEqual(sizes, code === 1 ? [512, 488] : [1000]);
    });
  }
}

const overflow: Expected = {
  step: "authentication",
  code: "malformed_message",
  alert: "record_overflow",
};

Deno.test("RFC 8449 §4: a server that keeps to our limit is heard, to the octet", async () => {
  // Content and its type; the last octet that is allowed.
  const script = { ...answering(tls13, sizeLimit(0x4001)), recordSize: 99 };
  const { log } = await connect(script, { offer: { recordSizeLimit: 100 } });
  assert(log.records.some(({ direction, content }) => direction === "received" && content!.length === 99));
});

Deno.test("RFC 8449 §4: a longer record than we allow ends the handshake in TLS 1.3", async () => {
  const script = { ...answering(tls13, sizeLimit(0x4001)), recordSize: 100, coalesce: false };
  await refuse(script, overflow, { offer: { recordSizeLimit: 100 } });
});

Deno.test("RFC 8449 §4: padding counts in TLS 1.3", async () => {
  const script = {
    ...answering(tls13, sizeLimit(0x4001)),
    recordSize: 90,
    coalesce: false,
    paddingLength: 10,
  };
  await refuse(script, overflow, { offer: { recordSizeLimit: 100 } });
  await connect(script, { offer: { recordSizeLimit: 101 } });
});

Deno.test("RFC 8449 §4: in TLS 1.2 the limit is for protected records, which come last", async () => {
  const { log, session, server } = await shake(answering(tls12, sizeLimit(0x4000)), {
    offer: { recordSizeLimit: 64 },
    async use(session) {
      await session.write(new Uint8Array(65));
      await assert.rejects(() => session.read(), /A record carries 65 octets; 64 were agreed on/);
    },
  });
  assert(session !== null && log.failure === null);
  assert.equal(server.alerts.length, 1);
});

const illegal: Expected = { step: "server_hello", code: "illegal_parameter", alert: "illegal_parameter" };
const both = { recordSizeLimit: 0x4001, maxFragmentLength: 2 };

for (const version of [tls12, tls13]) {
  for (
    const [what, extensions] of [
      ["a limit below 64", [sizeLimit(63)]],
      ["a limit of nothing", [sizeLimit(0)]],
      ["another max_fragment_length than ours", [fragmentLength(1)]],
      ["both extensions", [fragmentLength(2), sizeLimit(512)]],
    ] as const
  ) {
    Deno.test(`version ${version}: ${what} is refused`, async () => {
      await refuse(answering(version, ...extensions), illegal, { offer: both });
    });
  }

  Deno.test(`version ${version}: a limit that was not offered is refused`, async () => {
    await refuse(answering(version, sizeLimit(512)), { ...illegal, alert: "unsupported_extension" });
  });
}
