/** Compressed certificates, ECH, raw public keys and delegated credentials: servers that have them, and that have not. */
import assert from "node:assert/strict";
import { brotliCompressSync, deflateSync } from "node:zlib";
import { Writer } from "../../../src/bytes/mod.ts";
import { certificateCompression } from "../../../src/probes/deep/certificate_compression.ts";
import { credentialKinds } from "../../../src/probes/deep/credential_kinds.ts";
import { encryptedClientHello } from "../../../src/probes/deep/encrypted_client_hello.ts";
import type { Probe } from "../../../src/probes/deep/probe.ts";
import {
  AlertDescription,
  CertificateCompressionAlgorithm,
  CertificateType,
  ExtensionType,
  ProtocolVersion,
} from "../../../src/registry/mod.ts";
import type { ProbeId } from "../../../src/report/mod.ts";
import { compressCertificate, find } from "../../../src/tls/extension/mod.ts";
import type { ClientHello } from "../../../src/tls/message/mod.ts";
import { MemoryRuntime, type Peer } from "../../support/memory_runtime.ts";
import { pickyServer, tlsServer } from "../../support/peers.ts";
import type { ServerConnection, ServerScript } from "../../support/scripted_server.ts";
import { serverCertificate } from "../../support/scripted_server/certificates.ts";
import {
  addExtensions,
  data,
  encodeCertificate,
  encodeCompressedCertificate,
  encodeEncryptedExtensions,
  encodeRawPublicKey12,
  type ExtensionInput,
} from "../../support/scripted_server/messages.ts";
import { helloOf } from "./hello_of.ts";
import { runOne, versionsFound } from "./support.ts";

const { TLS_1_2, TLS_1_3 } = ProtocolVersion;
const both = versionsFound(TLS_1_3, TLS_1_2);
const { chain, key } = await serverCertificate("P-256");

async function probe<Id extends ProbeId>(probe: Probe<Id>, peer: Peer, found = both) {
  const runtime = new MemoryRuntime({ peer });
  return { ...await runOne(probe, runtime, { found }), asked: runtime.dialled.length };
}

const closing: Peer = (stream) => stream.close();

/** A server that takes the first of `algorithms` that is offered. */
function compressing(
  ...algorithms: readonly (readonly [number, (body: Uint8Array) => Uint8Array])[]
): Partial<ServerScript> {
  return {
    alter(turn, message, server) {
      if (turn !== "Certificate") return message;
      const offered = find(helloOf(server).extensions, compressCertificate, "ClientHello") ?? [];
      const taken = algorithms.find(([algorithm]) => offered.includes(algorithm));
      if (taken === undefined) return message;
      const body = message.subarray(4);
      return encodeCompressedCertificate(taken[0], body.length, taken[1](body));
    },
  };
}

const { zlib, brotli, zstd } = CertificateCompressionAlgorithm;

Deno.test("a server that compresses nothing is asked once", async () => {
  const { facts, asked } = await probe(certificateCompression, tlsServer());
  assert.deepEqual(facts!.algorithms.map(({ algorithm, accepted }) => [algorithm.name, accepted]), [
    ["zlib", false],
    ["brotli", false],
    ["zstd", false],
  ]);
  assert.equal(asked, 1);
});

Deno.test("each algorithm that the server has is found, with what it saves", async () => {
  const { facts, asked } = await probe(
    certificateCompression,
    tlsServer(compressing(
      [brotli, (body) => new Uint8Array(brotliCompressSync(body))],
      [zlib, (body) => new Uint8Array(deflateSync(body))],
    )),
  );
  const [first, second, third] = facts!.algorithms;
  assert.deepEqual([first!.accepted, second!.accepted, third!.accepted], [true, true, false]);
  assert(first!.compressed_length! < first!.uncompressed_length!);
  assert.deepEqual([third!.algorithm.value, third!.compressed_length, third!.uncompressed_length], [
    zstd,
    null,
    null,
  ]);
  assert.equal(asked, 4);
});

Deno.test("a server that does not answer leaves its compression unknown", async () => {
  const { facts, probe: report } = await probe(certificateCompression, closing);
  assert.deepEqual([report.status, facts], ["failed", null]);
});

const configs = data((writer) =>
  writer.scope(2, (list) => {
    list.uint16(0xfe0d).scope(2, (contents) => {
      contents.uint8(7).uint16(0x0020).vector(2, new Uint8Array(32).fill(9));
      contents.scope(2, (suites) => suites.uint16(1).uint16(1));
      contents.uint8(0).vector(1, new TextEncoder().encode("public.example")).uint16(0);
    });
    list.uint16(0xfe0a).vector(2, new Uint8Array(3));
  })
);

const answering = (...extensions: readonly ExtensionInput[]): Partial<ServerScript> => ({
  alter: (turn, message) => turn === "EncryptedExtensions" ? encodeEncryptedExtensions(extensions) : message,
});

Deno.test("a server without ECH goes on as if nothing were there", async () => {
  const { facts, asked } = await probe(encryptedClientHello, tlsServer());
  assert.deepEqual(facts, { tolerated: true, refusal: null, retry_configs: null });
  assert.equal(asked, 1);
});

Deno.test("a server with ECH hands out its keys", async () => {
  const { facts } = await probe(
    encryptedClientHello,
    tlsServer(answering([ExtensionType.encrypted_client_hello, configs])),
  );
  assert.deepEqual(facts!.retry_configs, [
    { version: "0xfe0d", config_id: 7, public_name: "public.example", kem: "DHKEM(X25519, HKDF-SHA256)" },
    { version: "0xfe0a", config_id: null, public_name: null, kem: null },
  ]);
});

const hasEch = ({ extensions }: ClientHello) =>
  extensions.some(({ type }) => type === ExtensionType.encrypted_client_hello);

Deno.test("a server that stumbles over it is told apart from one that refuses anyway", async () => {
  const stumbling = await probe(
    encryptedClientHello,
    pickyServer((hello) => hasEch(hello) ? AlertDescription.decode_error : null),
  );
  assert.equal(stumbling.facts!.tolerated, false);
  assert.equal(stumbling.facts!.refusal!.alert!.name, "decode_error");
  const refusing = await probe(encryptedClientHello, pickyServer(() => AlertDescription.handshake_failure));
  assert.equal(refusing.facts!.tolerated, null);
  assert.equal(refusing.asked, 2);
});

const rawKey = [
  ExtensionType.server_certificate_type,
  new Uint8Array([CertificateType["Raw Public Key"]]),
] as const;

/** Where the client takes one. */
const offers = (server: ServerConnection, type: number) =>
  helloOf(server).extensions.some((extension) => extension.type === type);

Deno.test("neither kind of credential is what most servers have", async () => {
  const { facts, asked } = await probe(credentialKinds, tlsServer());
  assert.deepEqual(facts, { raw_public_key: false, delegated_credential: false });
  assert.equal(asked, 2);
});

Deno.test("a raw public key is seen in TLS 1.3", async () => {
  const { facts } = await probe(
    credentialKinds,
    tlsServer({
      alter(turn, message, server) {
        if (!offers(server, ExtensionType.server_certificate_type)) return message;
        if (turn === "EncryptedExtensions") return encodeEncryptedExtensions([rawKey]);
        return turn === "Certificate" ? encodeCertificate([{ certData: key.spki }]) : message;
      },
    }),
  );
  assert.deepEqual(facts, { raw_public_key: true, delegated_credential: false });
});

Deno.test("a raw public key is seen in TLS 1.2, where there are no delegated credentials", async () => {
  const { facts, asked } = await probe(
    credentialKinds,
    tlsServer({
      version: TLS_1_2,
      alter(turn, message) {
        if (turn === "ServerHello") return addExtensions(message, rawKey);
        return turn === "Certificate" ? encodeRawPublicKey12(key.spki) : message;
      },
    }),
    versionsFound(TLS_1_2),
  );
  assert.deepEqual(facts, { raw_public_key: true, delegated_credential: null });
  assert.equal(asked, 1);
});

Deno.test("a delegated credential is seen, whether it is any good or not", async () => {
  const credential = new Writer().uint32(604800).uint16(0x0403).vector(3, key.spki).uint16(0x0403).vector(
    2,
    new Uint8Array(70),
  ).bytes();
  const { facts } = await probe(
    credentialKinds,
    tlsServer({
      alter: (turn, message, server) =>
        turn !== "Certificate" || !offers(server, ExtensionType.delegated_credential)
          ? message
          : encodeCertificate([
            { certData: chain[0]!, extensions: [[ExtensionType.delegated_credential, credential]] },
          ]),
    }),
  );
  assert.deepEqual(facts, { raw_public_key: false, delegated_credential: true });
});

for (
  const [probed, name] of [[certificateCompression, "certificates"], [encryptedClientHello, "ECH"]] as const
) {
  Deno.test(`a server without TLS 1.3 is not asked for ${name}`, async () => {
    const { probe: report } = await probe(probed as unknown as Probe, closing, versionsFound(TLS_1_2));
    assert.deepEqual([report.status, report.connections], ["not_applicable", 0]);
  });
}
