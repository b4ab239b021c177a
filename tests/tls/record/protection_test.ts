import assert from "node:assert/strict";
import { concat, fromHex, toHex } from "../../../src/bytes/mod.ts";
import {
  aead,
  type AeadName,
  blockCipher,
  type BlockCipherName,
  type HashName,
  hmac,
} from "../../../src/crypto/mod.ts";
import { ContentType, ProtocolVersion, protocolVersions } from "../../../src/registry/mod.ts";
import { ProtocolError } from "../../../src/tls/protocol_error.ts";
import {
  aeadTls12,
  aeadTls13,
  cbc,
  Deframer,
  encodeRecord,
  type RecordProtection,
  type TlsRecord,
} from "../../../src/tls/record/mod.ts";

const { TLS_1_0, TLS_1_1, TLS_1_2 } = ProtocolVersion;
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

interface Subject {
  readonly name: string;
  /** Two ends with the same keys. */
  make(): Promise<readonly [RecordProtection, RecordProtection]>;
}

const aeads: readonly Subject[] = (["AES-128-GCM", "AES-256-GCM", "AES-128-CCM-8"] as const).flatMap((
  name,
) => [
  aeadSubject(`TLS 1.3 with ${name}`, name, 12, (key, iv, tagLength) => aeadTls13(key, iv, tagLength)),
  aeadSubject(
    `TLS 1.2 with ${name}`,
    name,
    4,
    (key, iv, tagLength) => aeadTls12(key, iv, tagLength, "explicit"),
  ),
]);

const chacha20 = aeadSubject(
  "TLS 1.2 with CHACHA20-POLY1305",
  "CHACHA20-POLY1305",
  12,
  (key, iv, tagLength) => aeadTls12(key, iv, tagLength, "xor"),
);

const blocks: readonly Subject[] = [TLS_1_0, TLS_1_1, TLS_1_2].flatMap((version) =>
  [false, true].flatMap((encryptThenMac) => [
    cbcSubject(version, "AES-128-CBC", "SHA-1", encryptThenMac),
    cbcSubject(version, "3DES-EDE-CBC", "SHA-1", encryptThenMac),
  ])
);

function aeadSubject(
  name: string,
  aeadName: AeadName,
  ivLength: number,
  make: (
    key: Awaited<ReturnType<ReturnType<typeof aead>["importKey"]>>,
    iv: Uint8Array,
    tagLength: number,
  ) => RecordProtection,
): Subject {
  const { keyLength, tagLength, importKey } = aead(aeadName);
  return {
    name,
    async make() {
      const [octets, iv] = [random(keyLength), random(ivLength)];
      const key = await importKey(octets);
      return [make(key, iv, tagLength), make(key, iv, tagLength)];
    },
  };
}

function cbcSubject(
  version: number,
  cipherName: BlockCipherName,
  mac: HashName,
  encryptThenMac: boolean,
): Subject {
  const how = encryptThenMac ? ", encrypt-then-MAC" : "";
  return {
    name: `${protocolVersions.codePoint(version).name} with ${cipherName} and HMAC-${mac}${how}`,
    make() {
      const cipher = blockCipher(cipherName);
      const keys = {
        cipher,
        key: random(cipher.keyLength),
        mac,
        macKey: random(20),
        iv: random(cipher.blockLength),
      };
      const make = () => cbc(keys, version, encryptThenMac, random);
      return Promise.resolve([make(), make()] as const);
    },
  };
}

function deframe(octets: Uint8Array): TlsRecord {
  const deframer = new Deframer();
  deframer.push(octets);
  return deframer.next()!;
}

async function refused(opening: Promise<unknown>): Promise<void> {
  await assert.rejects(opening, (error) => {
    assert(error instanceof ProtocolError);
    assert.equal(error.code, "bad_record");
    return true;
  });
}

for (const { name, make } of [...aeads, chacha20, ...blocks]) {
  Deno.test(`${name}: records of every length are opened in the order in which they were sealed`, async () => {
    const [writer, reader] = await make();
    for (const length of [0, 1, 7, 8, 15, 16, 17, 255, 256, 2 ** 14]) {
      const content = random(length);
      const opened = await reader.open(deframe(await writer.seal(ContentType.application_data, content)));
      assert.equal(opened.contentType, ContentType.application_data);
      assert.equal(toHex(opened.fragment), toHex(content));
    }
  });

  Deno.test(`${name}: a record with any bit changed is refused`, async () => {
    const [writer] = await make();
    const record = await writer.seal(ContentType.application_data, random(20));
    for (let at = 5; at < record.length; at++) {
      const [, reader] = await make();
      const changed = record.slice();
      changed[at]! ^= 0x10;
      await refused(reader.open(deframe(changed)));
    }
  });

  Deno.test(`${name}: a record out of its turn is refused`, async () => {
    const [writer, reader] = await make();
    await writer.seal(ContentType.application_data, random(20));
    await refused(reader.open(deframe(await writer.seal(ContentType.application_data, random(20)))));
  });

  Deno.test(`${name}: a record of any shorter length is refused`, async () => {
    const [writer] = await make();
    const record = await writer.seal(ContentType.application_data, random(5));
    for (let length = 0; length < record.length - 5; length++) {
      const [, reader] = await make();
      const header = concat(record.subarray(0, 3), Uint8Array.of(length >> 8, length & 0xff));
      await refused(reader.open(deframe(concat(header, record.subarray(5, 5 + length)))));
    }
  });
}

const cipher = blockCipher("AES-128-CBC");
const keys = { cipher, key: random(16), mac: "SHA-1", macKey: random(20), iv: random(16) } as const;

/** A first record of TLS 1.2 around content, its MAC and this padding. */
async function recordWith(content: Uint8Array, padding: Uint8Array): Promise<TlsRecord> {
  const header = concat(new Uint8Array(8), fromHex("170303"), Uint8Array.of(0, content.length));
  const mac = await hmac("SHA-1", keys.macKey, concat(header, content));
  const ciphertext = await cipher.encrypt(keys.key, keys.iv, concat(content, mac, padding));
  return deframe(encodeRecord(ContentType.application_data, TLS_1_2, concat(keys.iv, ciphertext)));
}

const open = (record: TlsRecord) => cbc(keys, TLS_1_2, false, random).open(record);
/** With its MAC 25 octets long: 7 more make two blocks. */
const hello = fromHex("68656c6c6f");

Deno.test("CBC: padding may be longer than it needs to be, RFC 5246 §6.2.3.2", async () => {
  for (const length of [6, 22, 118, 246]) {
    const { fragment } = await open(await recordWith(hello, new Uint8Array(length + 1).fill(length)));
    assert.equal(toHex(fragment), toHex(hello));
  }
});

Deno.test("CBC: padding whose octets differ, or that is longer than the record, is refused", async () => {
  const right = new Uint8Array(7).fill(6);
  for (const at of [0, 3, 6]) {
    const wrong = right.slice();
    wrong[at]! ^= 1;
    await refused(open(await recordWith(hello, wrong)));
  }
  await refused(open(await recordWith(hello, new Uint8Array(7).fill(32))));
  await refused(open(await recordWith(hello, new Uint8Array(7).fill(255))));
});
