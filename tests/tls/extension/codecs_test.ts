import assert from "node:assert/strict";
import { DecodeError, fromHex, Reader, toHex, Writer } from "../../../src/bytes/mod.ts";
import { ExtensionType, extensionTypes } from "../../../src/registry/mod.ts";
import { type ExtensionMessage, isMisplaced, readExtensions } from "../../../src/tls/extension/mod.ts";

interface Case {
  readonly type: keyof typeof ExtensionType;
  readonly message: ExtensionMessage;
  /** Of extension_data. */
  readonly hex: string;
  readonly value: unknown;
  /** Any content is well-formed, so no prefix is refused. */
  readonly isOpaque?: true;
  /** Lengths at which a prefix is well-formed too. */
  readonly alsoWhole?: readonly number[];
}

// The octets are put together from each extension's RFC, not from what our encoders write.
const cases: readonly Case[] = [
  {
    type: "server_name",
    message: "ClientHello",
    hex: "0009 00 0006 736572766572",
    value: [{ nameType: 0, name: "736572766572" }],
  },
  { type: "server_name", message: "EncryptedExtensions", hex: "", value: true },
  { type: "server_name", message: "ServerHello", hex: "", value: true },
  { type: "max_fragment_length", message: "ServerHello", hex: "04", value: 4 },
  {
    type: "status_request",
    message: "ClientHello",
    hex: "01 0000 0000",
    value: { statusType: 1, request: "00000000" },
    alsoWhole: [1, 2, 3, 4],
  },
  { type: "status_request", message: "ServerHello", hex: "", value: true },
  { type: "status_request", message: "CertificateRequest", hex: "", value: "", isOpaque: true },
  {
    type: "status_request",
    message: "Certificate",
    hex: "01 000003 300100",
    value: { statusType: 1, response: "300100" },
  },
  { type: "supported_groups", message: "ClientHello", hex: "0006 11ec 001d 0017", value: [0x11ec, 29, 23] },
  { type: "supported_groups", message: "EncryptedExtensions", hex: "0002 001d", value: [29] },
  { type: "ec_point_formats", message: "ServerHello", hex: "03 00 01 02", value: [0, 1, 2] },
  { type: "signature_algorithms", message: "ClientHello", hex: "0004 0403 0804", value: [0x0403, 0x0804] },
  { type: "signature_algorithms", message: "CertificateRequest", hex: "0002 0403", value: [0x0403] },
  { type: "signature_algorithms_cert", message: "CertificateRequest", hex: "0002 0201", value: [0x0201] },
  {
    type: "application_layer_protocol_negotiation",
    message: "ClientHello",
    hex: "000c 02 6832 08 687474702f312e31",
    value: ["h2", "http/1.1"],
  },
  {
    type: "application_layer_protocol_negotiation",
    message: "EncryptedExtensions",
    hex: "0003 02 6832",
    value: ["h2"],
  },
  { type: "signed_certificate_timestamp", message: "ClientHello", hex: "", value: true },
  {
    type: "signed_certificate_timestamp",
    message: "Certificate",
    hex: "0007 0002 aabb 0001 cc",
    value: ["aabb", "cc"],
  },
  { type: "encrypt_then_mac", message: "ServerHello", hex: "", value: true },
  { type: "extended_main_secret", message: "ServerHello", hex: "", value: true },
  { type: "session_ticket", message: "ServerHello", hex: "", value: true },
  { type: "session_ticket", message: "ClientHello", hex: "aabb", value: "aabb", isOpaque: true },
  { type: "record_size_limit", message: "EncryptedExtensions", hex: "4001", value: 0x4001 },
  { type: "padding", message: "ClientHello", hex: "000000", value: 3, isOpaque: true },
  {
    type: "pre_shared_key",
    message: "ClientHello",
    hex: "0009 0003 aabbcc 01020304 0021 20" + "ee".repeat(32),
    value: {
      identities: [{ identity: "aabbcc", obfuscatedTicketAge: 0x01020304 }],
      binders: ["ee".repeat(32)],
    },
  },
  { type: "pre_shared_key", message: "ServerHello", hex: "0001", value: 1 },
  { type: "early_data", message: "EncryptedExtensions", hex: "", value: true },
  { type: "early_data", message: "NewSessionTicket", hex: "00000400", value: 1024 },
  { type: "supported_versions", message: "ClientHello", hex: "04 0304 0303", value: [0x0304, 0x0303] },
  { type: "supported_versions", message: "ServerHello", hex: "0304", value: 0x0304 },
  { type: "supported_versions", message: "HelloRetryRequest", hex: "0304", value: 0x0304 },
  { type: "cookie", message: "HelloRetryRequest", hex: "0003 aabbcc", value: "aabbcc" },
  { type: "psk_key_exchange_modes", message: "ClientHello", hex: "02 01 00", value: [1, 0] },
  {
    type: "certificate_authorities",
    message: "CertificateRequest",
    hex: "0008 0002 3000 0002 3100",
    value: ["3000", "3100"],
  },
  {
    type: "key_share",
    message: "ClientHello",
    hex: "000b 001d 0002 aabb 0017 0001 cc",
    value: [{ group: 29, keyExchange: "aabb" }, { group: 23, keyExchange: "cc" }],
  },
  { type: "key_share", message: "ClientHello", hex: "0000", value: [] },
  {
    type: "key_share",
    message: "ServerHello",
    hex: "001d 0002 aabb",
    value: { group: 29, keyExchange: "aabb" },
  },
  { type: "key_share", message: "HelloRetryRequest", hex: "0017", value: 23 },
  { type: "renegotiation_info", message: "ServerHello", hex: "00", value: "" },
];

const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_name, inner) => inner instanceof Uint8Array ? toHex(inner) : inner));

function read(type: number, data: Uint8Array, message: ExtensionMessage) {
  const block = new Writer().scope(2, (writer) => writer.uint16(type).vector(2, data)).bytes();
  const [extension] = readExtensions(new Reader(block), message);
  return extension!;
}

for (const { type, message, hex, value, isOpaque, alsoWhole = [] } of cases) {
  const data = fromHex(hex);
  Deno.test(`${type} in ${message} is decoded as its RFC writes it`, () => {
    const extension = read(ExtensionType[type], data, message);
    assert.deepEqual(plain(extension.value), value);
    assert.deepEqual(plain(extension.data), toHex(data));
  });

  if (isOpaque) continue;
  Deno.test(`${type} in ${message} is refused when it is cut or too long`, () => {
    for (let length = 0; length < data.length; length++) {
      if (alsoWhole.includes(length)) continue;
      const cut = data.subarray(0, length);
      assert.throws(() => read(ExtensionType[type], cut, message), DecodeError, `${length} octets`);
    }
    if (alsoWhole.length > 0) return;
    const longer = new Uint8Array([...data, 0]);
    assert.throws(() => read(ExtensionType[type], longer, message), DecodeError, "an octet too many");
  });
}

const empties: readonly (readonly [keyof typeof ExtensionType, ExtensionMessage, string])[] = [
  ["server_name", "ClientHello", "0000"],
  ["server_name", "ClientHello", "0003 00 0000"],
  ["supported_groups", "ClientHello", "0000"],
  ["supported_groups", "ClientHello", "0003 001d00"],
  ["signature_algorithms", "CertificateRequest", "0000"],
  ["ec_point_formats", "ServerHello", "00"],
  ["application_layer_protocol_negotiation", "EncryptedExtensions", "0000"],
  ["application_layer_protocol_negotiation", "EncryptedExtensions", "0001 00"],
  ["signed_certificate_timestamp", "Certificate", "0000"],
  ["signed_certificate_timestamp", "Certificate", "0002 0000"],
  ["status_request", "Certificate", "01 000000"],
  ["supported_versions", "ClientHello", "00"],
  ["cookie", "HelloRetryRequest", "0000"],
  ["psk_key_exchange_modes", "ClientHello", "00"],
  ["certificate_authorities", "CertificateRequest", "0000"],
  ["certificate_authorities", "CertificateRequest", "0002 0000"],
  ["key_share", "ServerHello", "001d 0000"],
  ["pre_shared_key", "ClientHello", "0000 0000"],
];

for (const [type, message, hex] of empties) {
  Deno.test(`${type} in ${message} is refused below the bounds of its RFC: ${hex}`, () => {
    assert.throws(() => read(ExtensionType[type], fromHex(hex), message), DecodeError);
  });
}

Deno.test("an extension that nobody knows is kept as it is", () => {
  const extension = read(0xeeee, fromHex("010203"), "EncryptedExtensions");
  assert.deepEqual([extension.type, toHex(extension.data), extension.value], [0xeeee, "010203", null]);
});

Deno.test("an extension in a message that has no place for it is kept undecoded, for others to judge", () => {
  const extension = read(ExtensionType.key_share, fromHex("ff"), "EncryptedExtensions");
  assert.equal(extension.value, null);
  assert(isMisplaced(ExtensionType.key_share, "EncryptedExtensions"));
  assert(!isMisplaced(0xeeee, "EncryptedExtensions"));
});

Deno.test("every extension of a block is there, in its order, even when it is there twice", () => {
  const block = fromHex("000c eeee 0000 0000 0000 eeee 0000");
  const types = readExtensions(new Reader(block), "ServerHello").map(({ type }) => type);
  assert.deepEqual(types, [0xeeee, 0, 0xeeee]);
});

// RFC 9846 §4.3: where each extension may stand. ServerHello is left out: older versions put more into it.
const places: { readonly [type: string]: readonly ExtensionMessage[] } = {
  server_name: ["ClientHello", "EncryptedExtensions"],
  status_request: ["ClientHello", "CertificateRequest", "Certificate"],
  supported_groups: ["ClientHello", "EncryptedExtensions"],
  signature_algorithms: ["ClientHello", "CertificateRequest"],
  application_layer_protocol_negotiation: ["ClientHello", "EncryptedExtensions"],
  padding: ["ClientHello"],
  record_size_limit: ["ClientHello", "EncryptedExtensions"],
  pre_shared_key: ["ClientHello"],
  early_data: ["ClientHello", "EncryptedExtensions", "NewSessionTicket"],
  supported_versions: ["ClientHello", "HelloRetryRequest"],
  cookie: ["ClientHello", "HelloRetryRequest"],
  psk_key_exchange_modes: ["ClientHello"],
  certificate_authorities: ["ClientHello", "CertificateRequest"],
  signature_algorithms_cert: ["ClientHello", "CertificateRequest"],
  key_share: ["ClientHello", "HelloRetryRequest"],
  // RFC 6962 §3.3, RFC 9846 §4.5.1.1
  signed_certificate_timestamp: ["ClientHello", "CertificateRequest", "Certificate"],
};

const messages: readonly ExtensionMessage[] = [
  "ClientHello",
  "HelloRetryRequest",
  "EncryptedExtensions",
  "CertificateRequest",
  "Certificate",
  "NewSessionTicket",
];

for (const [name, allowed] of Object.entries(places)) {
  Deno.test(`RFC 9846 §4.3: ${name} has its place in ${allowed.join(", ")}`, () => {
    const { value } = extensionTypes.entries.find((entry) => entry.name === name)!;
    const found = messages.filter((message) => !isMisplaced(value, message));
    assert.deepEqual(found, allowed);
  });
}
