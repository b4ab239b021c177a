/** Offers that no ordinary client makes: what goes over the wire, and what a server may answer. */
import assert from "node:assert/strict";
import { concat, fromHex, Reader, toHex } from "../../../src/bytes/mod.ts";
import {
  CipherSuite,
  CompressionMethod,
  ContentType,
  ExtensionType,
  extensionTypes,
  NamedGroup,
  ProtocolVersion,
} from "../../../src/registry/mod.ts";
import { find, supportedVersions } from "../../../src/tls/extension/mod.ts";
import { readClientHello, readClientKeyExchange, readHandshake } from "../../../src/tls/message/mod.ts";
import { defaultOffer, evidenceOf, handshake, type Offer } from "../../../src/tls/mod.ts";
import { MemoryStream } from "../../support/memory_stream.ts";
import { decryptPremasterSecret, serverCertificate } from "../../support/scripted_server/certificates.ts";
import {
  addExtensions,
  changeServerHello,
  data,
  encodeEncryptedExtensions,
  noData,
} from "../../support/scripted_server/messages.ts";
import { connect, refuse, testContext, testOffer, tls12 } from "../support.ts";

const { TLS_1_0, TLS_1_2, TLS_1_3 } = ProtocolVersion;
const olderOffer: Partial<Offer> = { versions: [TLS_1_2], keyShares: [] };

interface WireRecord {
  readonly contentType: number;
  readonly version: number;
  readonly fragment: Uint8Array;
}

/** What the client writes before anybody answers: each write by itself, and all of them as records. */
async function firstFlight(offer: Partial<Offer>, pause?: () => Promise<void>) {
  const writes: Uint8Array[] = [];
  const [client, server] = MemoryStream.pair();
  const stream = {
    read: () => client.read(),
    write(bytes: Uint8Array) {
      writes.push(bytes.slice());
      return client.write(bytes);
    },
    closeWrite: () => client.closeWrite(),
    close: () => client.close(),
  };
  server.close();
  await handshake(stream, { ...testOffer, ...offer }, { ...testContext(), ...(pause && { pause }) });
  return { writes, records: recordsOf(concat(...writes)) };
}

function recordsOf(octets: Uint8Array): WireRecord[] {
  const reader = new Reader(octets);
  const records: WireRecord[] = [];
  while (reader.remaining > 0) {
    records.push({
      contentType: reader.uint8("type"),
      version: reader.uint16("version"),
      fragment: reader.vector("fragment", 2),
    });
  }
  return records;
}

const helloOf = (records: readonly WireRecord[]) =>
  readHandshake(new Reader(concat(...records.map(({ fragment }) => fragment))), readClientHello);

Deno.test("RFC 9846 §5.1: an ordinary ClientHello is one record under TLS 1.0, in one write", async () => {
  const { writes, records } = await firstFlight({});
  assert.equal(writes.length, 1);
  assert.deepEqual(records.map(({ contentType, version }) => [contentType, version]), [[
    ContentType.handshake,
    TLS_1_0,
  ]]);
});

Deno.test("a ClientHello goes in records as small as is asked for, and means the same", async () => {
  for (const size of [1, 64, 500]) {
    const { writes, records } = await firstFlight({ clientHelloRecordSize: size });
    assert.equal(writes.length, 1);
    assert(records.length > 1);
    assert(records.slice(0, -1).every(({ fragment }) => fragment.length === size));
    assert(records.at(-1)!.fragment.length <= size);
    assert.deepEqual(helloOf(records).cipherSuites.slice(1), testOffer.cipherSuites);
  }
});

Deno.test("a ClientHello goes in two writes, with a pause between them", async () => {
  const order: string[] = [];
  const { writes, records } = await firstFlight({ clientHelloSplit: 3 }, () => {
    order.push("pause");
    return Promise.resolve();
  });
  assert.deepEqual(writes.map(({ length }) => length), [3, concat(...writes).length - 3]);
  assert.deepEqual(order, ["pause"]);
  assert.equal(records.length, 1);
});

Deno.test("only the ClientHello is cut: the client's next flight is as ever", async () => {
  const { log } = await connect({}, { offer: { clientHelloRecordSize: 100, clientHelloSplit: 10 } });
  const sent = log.records.filter(({ direction }) => direction === "sent").map(({ content }) => content!);
  assert(sent.filter(({ length }) => length === 100).length > 5);
  const flight = log.messages.findLast(({ direction, step }) =>
    direction === "sent" && step === "client_finished"
  );
  assert.equal(flight!.records.length, 1);
});

Deno.test("the ClientHello behind a HelloRetryRequest is cut too", async () => {
  const { log } = await connect({ group: NamedGroup.secp384r1 }, { offer: { clientHelloRecordSize: 200 } });
  const hellos = log.messages.filter(({ direction, msgType }) => direction === "sent" && msgType === 1);
  assert.equal(hellos.length, 2);
  assert(hellos.every(({ records }) => records.length > 1));
});

Deno.test("versions, session id, suites and compression stand as they are given", async () => {
  const legacySessionId = fromHex("0102030405");
  const { records } = await firstFlight({
    grease: false,
    versions: [0x0305, TLS_1_3, TLS_1_2],
    legacyVersion: 0x03ff,
    legacyRecordVersion: 0x0304,
    legacySessionId,
    cipherSuites: [CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_FALLBACK_SCSV],
    compressionMethods: [CompressionMethod.DEFLATE, CompressionMethod.NULL],
  });
  assert(records.every(({ version }) => version === 0x0304));
  const hello = helloOf(records);
  assert.equal(hello.legacyVersion, 0x03ff);
  assert.deepEqual(hello.legacySessionId, legacySessionId);
  assert.deepEqual(hello.cipherSuites, [0x1301, 0x5600]);
  assert.deepEqual(hello.legacyCompressionMethods, [1, 0]);
  assert.deepEqual(find(hello.extensions, supportedVersions, "ClientHello"), [0x0305, TLS_1_3, TLS_1_2]);
});

Deno.test("raw extensions stand behind our own, or where their order is given", async () => {
  const rawExtensions = [{ type: 0xeeee, data: fromHex("0102") }, { type: 0xeeef, data: noData }];
  const typesOf = async (offer: Partial<Offer>) =>
    helloOf((await firstFlight({ grease: false, rawExtensions, ...offer })).records).extensions;
  const extensions = await typesOf({});
  assert.deepEqual(extensions.slice(-2).map(({ type, data }) => [type, toHex(data)]), [
    [0xeeee, "0102"],
    [0xeeef, ""],
  ]);
  const ordered = await typesOf({ extensionOrder: [0xeeef, ExtensionType.server_name, 0xeeee] });
  assert.deepEqual(ordered.slice(0, 3).map(({ type }) => type), [0xeeef, 0, 0xeeee]);
  assert.equal(ordered.length, extensions.length);
});

Deno.test("the ordinary offer has none of this", async () => {
  const { extensions } = helloOf((await firstFlight({ grease: false })).records);
  // deno-fmt-ignore
  const ordinary = [
    "server_name", "extended_main_secret", "renegotiation_info", "supported_groups", "ec_point_formats",
    "session_ticket", "application_layer_protocol_negotiation", "status_request", "signature_algorithms",
    "signature_algorithms_cert", "signed_certificate_timestamp", "encrypt_then_mac", "key_share",
    "psk_key_exchange_modes", "supported_versions",
  ];
  assert.deepEqual(extensions.map(({ type }) => extensionTypes.codePoint(type).name), ordinary);
  const offer = defaultOffer("server.example", []);
  assert.deepEqual(offer.compressionMethods, [0]);
  assert.deepEqual(offer.rawExtensions, []);
  const overrides = [
    offer.legacyVersion,
    offer.legacyRecordVersion,
    offer.legacySessionId,
    offer.clientHelloRecordSize,
    offer.clientHelloSplit,
  ];
  assert(overrides.every((override) => override === null));
});

Deno.test("a server may answer a raw extension, in TLS 1.3 and before it", async () => {
  const offer = { rawExtensions: [{ type: 0xeeee, data: noData }] };
  const { log } = await connect({
    alter: (turn, message) =>
      turn === "EncryptedExtensions" ? encodeEncryptedExtensions([[0xeeee, fromHex("aa")]]) : message,
  }, { offer });
  const { encryptedExtensions } = evidenceOf(log, "server_hello")!.evidence;
  assert.deepEqual(encryptedExtensions!.extensions, [{ type: 0xeeee, data: fromHex("aa"), value: null }]);
  await connect({
    version: tls12,
    alter: (turn, message) => turn === "ServerHello" ? addExtensions(message, [0xeeee, noData]) : message,
  }, { offer });
});

Deno.test("RFC 5746 §3.3: the signalling suite asks for renegotiation_info as the extension does", async () => {
  const answer = data((writer) => writer.uint8(0));
  const script = {
    version: tls12,
    alter: (turn: string, message: Uint8Array) =>
      turn === "ServerHello" ? addExtensions(message, [ExtensionType.renegotiation_info, answer]) : message,
  };
  const cipherSuites = [
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV,
  ];
  const offer = { ...olderOffer, renegotiationInfo: false };
  await connect(script, { offer: { ...offer, cipherSuites } });
  await refuse(script, {
    step: "server_hello",
    code: "illegal_parameter",
    alert: "unsupported_extension",
  }, { offer: { ...offer, cipherSuites: cipherSuites.slice(0, 1) } });
});

Deno.test("compression that was offered and chosen is seen, and gone along with up to the keys", async () => {
  const { log, failure } = await refuse(
    {
      version: tls12,
      alter: (turn, message) =>
        turn === "ServerHello" ? changeServerHello(message, () => ({ compressionMethod: 1 })) : message,
    },
    { step: "session_keys", code: "unsupported_suite", fault: "us", alert: "handshake_failure" },
    {
      offer: { ...olderOffer, compressionMethods: [CompressionMethod.DEFLATE, CompressionMethod.NULL] },
    },
  );
  assert.match(failure.message, /DEFLATE/);
  assert.equal(evidenceOf(log, "server_hello")!.evidence.serverHello.legacyCompressionMethod, 1);
  assert.equal(evidenceOf(log, "authentication")!.evidence.certificates.length, 2);
});

Deno.test("a version of the future cannot be gone on with, offered or not", async () => {
  const selected = [ExtensionType.supported_versions, fromHex("0305")] as const;
  await refuse(
    {
      alter: (turn, message) =>
        turn !== "ServerHello" ? message : changeServerHello(message, ({ extensions }) => ({
          extensions: extensions!.map((each) => each[0] === selected[0] ? selected : each),
        })),
    },
    { step: "server_hello", code: "unsupported_version", alert: "illegal_parameter" },
    {
      offer: { versions: [0x0305, TLS_1_3] },
    },
  );
  await refuse(
    {
      version: tls12,
      alter: (turn, message) =>
        turn === "ServerHello" ? changeServerHello(message, () => ({ legacyVersion: 0x0304 })) : message,
    },
    { step: "server_hello", code: "unsupported_version", alert: "protocol_version" },
    {
      offer: { versions: [TLS_1_3, TLS_1_2] },
    },
  );
});

Deno.test("RFC 5246 §7.4.7.1: a static RSA exchange repeats the version that legacy_version has", async () => {
  const { server } = await connect({
    version: tls12,
    insists: true,
    cipherSuite: CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
    certificate: await serverCertificate("RSA-2048"),
  }, {
    offer: {
      ...olderOffer,
      legacyVersion: 0x03ff,
      cipherSuites: [CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256],
    },
  });
  const exchange = server.received.find(({ bytes }) => bytes[0] === 16)!;
  const premasterSecret = decryptPremasterSecret(
    await serverCertificate("RSA-2048"),
    readHandshake(new Reader(exchange.bytes), readClientKeyExchange("RSA")),
  );
  assert.equal(toHex(premasterSecret.subarray(0, 2)), "03ff");
});
