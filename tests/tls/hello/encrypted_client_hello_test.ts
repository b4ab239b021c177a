/** GREASE ECH, RFC 9849 §6.2: what it looks like, and what servers answer it with. */
import assert from "node:assert/strict";
import { fromHex, toHex } from "../../../src/bytes/mod.ts";
import { ExtensionType, NamedGroup } from "../../../src/registry/mod.ts";
import { encryptedClientHello, find } from "../../../src/tls/extension/mod.ts";
import { greaseEncryptedClientHello } from "../../../src/tls/hello/grease_encrypted_client_hello.ts";
import { evidenceOf } from "../../../src/tls/mod.ts";
import { addExtensions, data, encodeEncryptedExtensions } from "../../support/scripted_server/messages.ts";
import { connect, refuse, type ShakeOptions } from "../support.ts";

const offer: ShakeOptions = { offer: { greaseEncryptedClientHello: true } };
const type = ExtensionType.encrypted_client_hello;

const configs = data((writer) =>
  writer.scope(2, (list) =>
    list.uint16(0xfe0d).scope(2, (contents) => {
      contents.uint8(7).uint16(0x0020).vector(2, new Uint8Array(32).fill(9));
      contents.scope(2, (suites) => suites.uint16(1).uint16(1));
      contents.uint8(0).vector(1, new TextEncoder().encode("public.example")).uint16(0);
    }))
);

const answering = (extension: Uint8Array) => ({
  alter: (turn: string, message: Uint8Array) =>
    turn === "EncryptedExtensions" ? encodeEncryptedExtensions([[type, extension]]) : message,
});

Deno.test("RFC 9849 §6.2: the extension has the form of a real one, and no two are the same", () => {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const lengths = new Set<number>();
  const seen = new Set<string>();
  for (let i = 0; i < 200; i++) {
    const octets = greaseEncryptedClientHello(random);
    seen.add(toHex(octets));
    lengths.add(octets.length);
    // outer, HKDF-SHA256, AES-128-GCM; behind config_id 32 octets of enc.
    assert.equal(toHex(octets.subarray(0, 5)), "0000010001");
    assert.equal(toHex(octets.subarray(6, 8)), "0020");
    assert(octets[39]! < 0x80, "an X25519 public key");
    const payloadLength = octets[40]! * 256 + octets[41]!;
    assert.equal(octets.length, 42 + payloadLength);
    assert.equal((payloadLength - 16) % 32, 0, "padded, and a tag");
  }
  assert.equal(seen.size, 200);
  assert.equal(lengths.size, 4);
});

Deno.test("a server that knows nothing of it ignores it", async () => {
  const { log, server } = await connect({}, offer);
  const sent = find(server.clientHellos[0]!.extensions, encryptedClientHello, "ClientHello");
  assert.deepEqual(sent!.cipherSuite, { kdfId: 1, aeadId: 1 });
  assert.equal(evidenceOf(log, "server_hello")!.evidence.encryptedExtensions!.extensions.length, 0);
});

Deno.test("a server's retry_configs are read", async () => {
  const { log } = await connect(answering(configs), offer);
  const { extensions } = evidenceOf(log, "server_hello")!.evidence.encryptedExtensions!;
  const [config, ...others] = find(extensions, encryptedClientHello, "EncryptedExtensions")!;
  assert.deepEqual(others, []);
  assert.equal(config!.version, 0xfe0d);
  assert.deepEqual(config!.contents, {
    configId: 7,
    kemId: 0x20,
    publicKey: new Uint8Array(32).fill(9),
    cipherSuites: [{ kdfId: 1, aeadId: 1 }],
    maximumNameLength: 0,
    publicName: new TextEncoder().encode("public.example"),
    extensions: [],
  });
});

Deno.test("RFC 9849 §6.2: what is no list of configs ends the handshake", async () => {
  const malformed = { step: "server_hello", code: "malformed_message", alert: "decode_error" } as const;
  for (let length = 0; length < configs.length; length += 5) {
    await refuse(answering(configs.subarray(0, length)), malformed, offer);
  }
});

Deno.test("an answer without a question is refused", async () => {
  const unasked = {
    step: "server_hello",
    code: "illegal_parameter",
    alert: "unsupported_extension",
  } as const;
  await refuse(answering(configs), unasked);
});

Deno.test("RFC 9849 §6.2: after a HelloRetryRequest the very same is sent again, whatever it said of ECH", async () => {
  const { server } = await connect({
    group: NamedGroup.secp384r1,
    alter: (turn, message) =>
      turn === "HelloRetryRequest" ? addExtensions(message, [type, fromHex("0102030405060708")]) : message,
  }, offer);
  const [first, second] = server.clientHellos.map(({ extensions }) =>
    extensions.find((extension) => extension.type === type)!.data
  );
  assert.deepEqual(first, second);
});

Deno.test("a HelloRetryRequest's confirmation is eight octets", async () => {
  await refuse(
    {
      group: NamedGroup.secp384r1,
      alter: (turn, message) =>
        turn === "HelloRetryRequest" ? addExtensions(message, [type, fromHex("01020304050607")]) : message,
    },
    { step: "server_hello", code: "malformed_message", alert: "decode_error" },
    offer,
  );
});
