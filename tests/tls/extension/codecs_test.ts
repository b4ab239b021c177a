import assert from "node:assert/strict";
import { DecodeError, fromHex, Reader, toHex, Writer } from "../../../src/bytes/mod.ts";
import { ExtensionType, extensionTypes } from "../../../src/registry/mod.ts";
import { type ExtensionMessage, isMisplaced, readExtensions } from "../../../src/tls/extension/mod.ts";
import { cases } from "./samples.ts";

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
  ["compress_certificate", "ClientHello", "00"],
  ["server_certificate_type", "ClientHello", "00"],
  ["client_certificate_type", "ClientHello", "00"],
  ["delegated_credential", "ClientHello", "0000"],
  ["delegated_credential", "Certificate", "00000000 0403 000000 0403 0001 aa"],
  ["delegated_credential", "Certificate", "00000000 0403 000001 30 0403 0000"],
  ["encrypted_client_hello", "ClientHello", "02"],
  ["encrypted_client_hello", "ClientHello", "00 0001 0001 00 0000 0000"],
  ["encrypted_client_hello", "EncryptedExtensions", "0000"],
  // No public key, no suite, half a suite, no public name.
  [
    "encrypted_client_hello",
    "EncryptedExtensions",
    "0015 fe0d 0011 2a 0020 0000 0004 00010001 10 02 6162 0000",
  ],
  ["encrypted_client_hello", "EncryptedExtensions", "0012 fe0d 000e 2a 0020 0001 aa 0000 10 02 6162 0000"],
  [
    "encrypted_client_hello",
    "EncryptedExtensions",
    "0014 fe0d 0010 2a 0020 0001 aa 0002 0001 10 02 6162 0000",
  ],
  [
    "encrypted_client_hello",
    "EncryptedExtensions",
    "0014 fe0d 0010 2a 0020 0001 aa 0004 00010001 10 00 0000",
  ],
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
  // RFC 7250 §4, RFC 9345 §4.1
  server_certificate_type: ["ClientHello", "EncryptedExtensions"],
  client_certificate_type: ["ClientHello", "EncryptedExtensions"],
  delegated_credential: ["ClientHello", "Certificate"],
  // RFC 9849 §5
  encrypted_client_hello: ["ClientHello", "HelloRetryRequest", "EncryptedExtensions"],
  // RFC 8879 §3
  compress_certificate: ["ClientHello", "CertificateRequest"],
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
