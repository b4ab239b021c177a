import assert from "node:assert/strict";
import { concat, fromHex } from "../../../src/bytes/mod.ts";
import { AlertDescription, ContentType } from "../../../src/registry/mod.ts";
import { encodeRecord } from "../../../src/tls/record/mod.ts";
import type { ServerConnection, ServerScript, Turn } from "../../support/scripted_server.ts";
import { connect, type Expected, refuse, tls12 } from "../support.ts";

const unexpected = { code: "unexpected_message", alert: "unexpected_message" } as const;

for (const version of [tls12, 0x0304]) {
  const name = version === tls12 ? "TLS 1.2" : "TLS 1.3";
  for (const recordSize of [1, 2, 3, 5, 100]) {
    Deno.test(`${name}: handshake messages may come in fragments of ${recordSize} octets`, async () => {
      await connect({ version, recordSize, tickets: 1 });
    });
  }

  Deno.test(`${name}: every message may have records of its own, or share them`, async () => {
    await connect({ version, coalesce: false, tickets: 2 });
    await connect({ version, coalesce: true, tickets: 2 });
  });

  Deno.test(`${name}: octets may come one by one`, async () => {
    await connect({ version }, {
      readSize: 1,
      use: async (session) => {
        await session.write(new Uint8Array([1, 2]));
        assert.deepEqual(await session.read(), new Uint8Array([1, 2]));
      },
    });
  });
}

for (const paddingLength of [1, 2, 255, 1000]) {
  Deno.test(`TLS 1.3: records may be padded with ${paddingLength} zeros`, async () => {
    await connect({ paddingLength, tickets: 1 });
  });
}

const dummy = fromHex("01");
const changeCipherSpec = (content: Uint8Array) => (server: ServerConnection) =>
  server.sendPlainRecord(ContentType.change_cipher_spec, content);

const at = (turn: Turn, action: (server: ServerConnection) => Promise<void>): Partial<ServerScript> => ({
  changeCipherSpec: false,
  before: (now, server) => now === turn ? action(server) : undefined,
});

for (const turn of ["ServerHello", "EncryptedExtensions", "Certificate", "Finished"] as const) {
  Deno.test(`RFC 9846 §5: a dummy ChangeCipherSpec before ${turn} is dropped`, async () => {
    await connect(at(turn, changeCipherSpec(dummy)));
  });
}

Deno.test("RFC 9846 §5: a dummy ChangeCipherSpec may come although the client did not ask for it", async () => {
  await connect(at("EncryptedExtensions", changeCipherSpec(dummy)), { offer: { compatibilityMode: false } });
});

interface Refusal {
  readonly what: string;
  readonly script: Partial<ServerScript>;
  readonly expected: Expected;
}

const inServerHello = { step: "server_hello", ...unexpected } as const;
const protectedRecord = (hex: string) => (server: ServerConnection) => server.sendInner(fromHex(hex));

const changeCipherSpecs: readonly Refusal[] = [
  {
    what: "a ChangeCipherSpec that says 2",
    script: at("EncryptedExtensions", changeCipherSpec(fromHex("02"))),
    expected: inServerHello,
  },
  {
    what: "a ChangeCipherSpec of two octets",
    script: at("EncryptedExtensions", changeCipherSpec(fromHex("0101"))),
    expected: inServerHello,
  },
  {
    what: "an empty ChangeCipherSpec",
    script: at("EncryptedExtensions", changeCipherSpec(fromHex(""))),
    expected: inServerHello,
  },
  {
    what: "a protected ChangeCipherSpec",
    // content, content type, one octet of padding
    script: at("EncryptedExtensions", protectedRecord("01 14 00")),
    expected: inServerHello,
  },
];

const contentTypes: readonly Refusal[] = [
  {
    what: "a protected record that is all zeros",
    script: at("EncryptedExtensions", protectedRecord("00 00 00")),
    expected: inServerHello,
  },
  {
    what: "a protected record of one zero",
    script: at("EncryptedExtensions", protectedRecord("00")),
    expected: inServerHello,
  },
  {
    what: "RFC 9846 §5.4: a protected handshake record without content",
    script: at("EncryptedExtensions", protectedRecord("16 00")),
    expected: inServerHello,
  },
  {
    what: "RFC 9846 §5.4: a protected alert without content",
    script: at("EncryptedExtensions", protectedRecord("15 00")),
    expected: inServerHello,
  },
  {
    what: "a protected record of a type that nobody knows",
    script: at("EncryptedExtensions", protectedRecord("01 63 00")),
    expected: inServerHello,
  },
  {
    what: "a protected heartbeat",
    script: at("EncryptedExtensions", protectedRecord("01 18 00")),
    expected: inServerHello,
  },
  {
    what: "application data before the handshake is over",
    script: at("Certificate", protectedRecord("68 69 17 00")),
    expected: { step: "authentication", ...unexpected },
  },
  {
    what: "application data without content before the handshake is over",
    script: at("Certificate", protectedRecord("17 00")),
    expected: { step: "authentication", ...unexpected },
  },
  {
    what: "application data in the clear",
    script: at(
      "ServerHello",
      (server) => server.sendPlainRecord(ContentType.application_data, fromHex("00")),
    ),
    expected: inServerHello,
  },
  {
    what: "application data in the clear without content",
    script: at("ServerHello", (server) => server.sendPlainRecord(ContentType.application_data, fromHex(""))),
    expected: inServerHello,
  },
  {
    what: "an empty handshake record in the clear",
    script: at("ServerHello", (server) => server.sendPlainRecord(ContentType.handshake, fromHex(""))),
    expected: inServerHello,
  },
  {
    what: "an empty alert in the clear",
    script: at("ServerHello", (server) => server.sendPlainRecord(ContentType.alert, fromHex(""))),
    expected: inServerHello,
  },
  {
    what: "a heartbeat",
    script: at("ServerHello", (server) => server.sendPlainRecord(ContentType.heartbeat, fromHex("00"))),
    expected: inServerHello,
  },
  {
    what: "a handshake message in the clear after encryption began",
    script: at(
      "EncryptedExtensions",
      (server) => server.sendPlainRecord(ContentType.handshake, fromHex("08000002 0000")),
    ),
    expected: inServerHello,
  },
];

const fragment = (content: string, turn: Turn, server: ServerConnection): Promise<void> =>
  turn === "ServerHello"
    ? server.sendPlainRecord(ContentType.handshake, fromHex(content))
    : server.sendInner(fromHex(content + "16"));

const interleaved: readonly Refusal[] = [
  {
    what: "a ChangeCipherSpec in the middle of a message",
    script: at("EncryptedExtensions", async (server) => {
      await fragment("080000", "EncryptedExtensions", server);
      await changeCipherSpec(dummy)(server);
    }),
    expected: inServerHello,
  },
  {
    what: "an alert in the middle of a message",
    script: at("ServerHello", async (server) => {
      await fragment("020000", "ServerHello", server);
      await server.sendAlert(AlertDescription.user_canceled);
    }),
    expected: inServerHello,
  },
  {
    what: "application data in the middle of a message",
    script: at("EncryptedExtensions", async (server) => {
      await fragment("080000", "EncryptedExtensions", server);
      await server.sendInner(fromHex("00 17"));
    }),
    expected: inServerHello,
  },
  {
    what: "a message that begins in the clear and goes on encrypted",
    script: {
      changeCipherSpec: false,
      after: (turn, server) => turn === "ServerHello" ? server.sendHandshake(fromHex("080000")) : undefined,
    },
    expected: inServerHello,
  },
];

const lengths: readonly Refusal[] = [
  {
    what: "a record in the clear of 2^14 + 1 octets",
    script: at(
      "ServerHello",
      (server) => server.sendPlainRecord(ContentType.handshake, new Uint8Array(2 ** 14 + 1)),
    ),
    expected: { step: "server_hello", code: "malformed_message", alert: "record_overflow" },
  },
  {
    what: "a record that claims 65535 octets, before they come",
    script: at("ServerHello", (server) => server.sendRaw(fromHex("160303ffff"))),
    expected: { step: "server_hello", code: "malformed_message", alert: "record_overflow" },
  },
  {
    what: "RFC 9846 §5.2: a protected record of more than 2^14 + 256 octets",
    script: at(
      "EncryptedExtensions",
      (server) =>
        server.sendRaw(encodeRecord(ContentType.application_data, tls12, new Uint8Array(2 ** 14 + 257))),
    ),
    expected: { step: "server_hello", code: "malformed_message", alert: "record_overflow" },
  },
  {
    what: "RFC 9846 §5.4: a protected record of 2^14 + 1 octets of content",
    script: at(
      "EncryptedExtensions",
      (server) => server.sendInner(concat(new Uint8Array(2 ** 14 + 1), fromHex("16"))),
    ),
    expected: { step: "server_hello", code: "malformed_message", alert: "record_overflow" },
  },
  {
    what: "RFC 9846 §5.4: padding that makes a protected record longer than 2^14 + 1 octets",
    script: at(
      "EncryptedExtensions",
      (server) => server.sendInner(concat(fromHex("08000002 0000 16"), new Uint8Array(2 ** 14))),
    ),
    expected: { step: "server_hello", code: "malformed_message", alert: "record_overflow" },
  },
  {
    what: "a protected record that does not decrypt",
    script: at(
      "EncryptedExtensions",
      (server) => server.sendRaw(encodeRecord(ContentType.application_data, tls12, new Uint8Array(40))),
    ),
    expected: { step: "server_hello", code: "bad_record", alert: "bad_record_mac" },
  },
  {
    what: "a protected record shorter than its tag",
    script: at(
      "EncryptedExtensions",
      (server) => server.sendRaw(encodeRecord(ContentType.application_data, tls12, new Uint8Array(15))),
    ),
    expected: { step: "server_hello", code: "bad_record", alert: "bad_record_mac" },
  },
  {
    what: "a protected record without content",
    script: at(
      "EncryptedExtensions",
      (server) => server.sendRaw(encodeRecord(ContentType.application_data, tls12, new Uint8Array())),
    ),
    expected: { step: "server_hello", code: "bad_record", alert: "bad_record_mac" },
  },
];

for (
  const { what, script, expected } of [...changeCipherSpecs, ...contentTypes, ...interleaved, ...lengths]
) {
  Deno.test(`TLS 1.3 refuses ${what}`, async () => {
    await refuse(script, expected);
  });
}

for (const version of [tls12, 0x0304]) {
  const name = version === tls12 ? "TLS 1.2" : "TLS 1.3";
  Deno.test(`${name}: a protected record with one bit changed does not decrypt`, async () => {
    await refuse({
      version,
      alterRecord: (record, index) => {
        const isFinished = version === tls12
          ? record[0] === ContentType.handshake && index === 2
          : index === 2;
        if (!isFinished) return record;
        const changed = record.slice();
        changed[changed.length - 1]! ^= 1;
        return changed;
      },
    }, {
      step: version === tls12 ? "server_finished" : "server_hello",
      code: "bad_record",
      alert: "bad_record_mac",
    });
  });
}

Deno.test("RFC 9846 §5.1: the version of a record is ignored", async () => {
  await connect({
    alterRecord: (record) => {
      if (record[0] !== ContentType.handshake) return record;
      return concat(record.subarray(0, 1), fromHex("0300"), record.subarray(3));
    },
  });
});

Deno.test("a full protected record is read, and so is an empty one of application data", async () => {
  await connect({
    application: async (server) => {
      await server.send(ContentType.application_data, new Uint8Array());
      await server.send(ContentType.application_data, new Uint8Array(2 ** 14).fill(7));
      await server.flush();
      await server.echo();
    },
  }, { use: async (session) => assert.deepEqual(await session.read(), new Uint8Array(2 ** 14).fill(7)) });
});
