/** Which extensions a server has, and what it wants of a client certificate. */
import assert from "node:assert/strict";
import { extensions } from "../../../src/probes/deep/extensions.ts";
import { CipherSuite, cipherSuites, ExtensionType, ProtocolVersion } from "../../../src/registry/mod.ts";
import { find, supportedVersions } from "../../../src/tls/extension/mod.ts";
import type { ClientHello } from "../../../src/tls/message/mod.ts";
import { MemoryRuntime, type Peer } from "../../support/memory_runtime.ts";
import type { MemoryStream } from "../../support/memory_stream.ts";
import { type ServerScript, serveScript } from "../../support/scripted_server.ts";
import { addExtensions, data, encodeEncryptedExtensions } from "../../support/scripted_server/messages.ts";
import { connect } from "../../tls/support.ts";
import { handshakeFailure } from "./answering.ts";
import { helloOf } from "./hello_of.ts";
import { runOne, type RunOptions, versionsFound } from "./support.ts";

const { TLS_1_2, TLS_1_3 } = ProtocolVersion;

interface Server {
  readonly versions: readonly number[];
  readonly extendedMainSecret?: boolean;
  readonly encryptThenMac?: boolean;
  readonly cbc?: boolean;
  readonly recordSizeLimit?: number;
}

/** Connection by connection, so that each gets the version and the suite that it asks for. */
function peerOf(server: Server): Peer {
  return async (stream: MemoryStream) => {
    const first = await stream.read();
    const again = rewound(stream, first!);
    const hello = peek(first!);
    const isTls13 = find(hello.extensions, supportedVersions, "ClientHello") !== null;
    const onlyCbc = hello.cipherSuites.every((suite) => cipherSuites.entry(suite)?.name.includes("_CBC_"));
    await serveScript(again, isTls13 ? newer(server) : older(server, onlyCbc));
  };
}

function newer({ recordSizeLimit }: Server): Partial<ServerScript> {
  return {
    alter: (turn, message) =>
      turn === "EncryptedExtensions" && recordSizeLimit !== undefined
        ? encodeEncryptedExtensions([limit(recordSizeLimit)])
        : message,
  };
}

function older(
  { extendedMainSecret = true, encryptThenMac = false, cbc = true, recordSizeLimit }: Server,
  onlyCbc: boolean,
): Partial<ServerScript> {
  return {
    version: TLS_1_2,
    extendedMainSecret,
    encryptThenMac: encryptThenMac && onlyCbc,
    ...onlyCbc && { cipherSuite: CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA },
    async before(turn, server) {
      if (turn !== "ServerHello" || !onlyCbc || cbc) return;
      await server.sendAlert(handshakeFailure.alert);
      await server.close();
    },
    alter: (turn, message) =>
      turn !== "ServerHello"
        ? message
        : recordSizeLimit === undefined
        ? message
        : addExtensions(message, limit(recordSizeLimit)),
  };
}

const limit = (octets: number) =>
  [ExtensionType.record_size_limit, data((writer) => writer.uint16(octets))] as const;

function rewound(stream: MemoryStream, first: Uint8Array): MemoryStream {
  let next: Uint8Array | null = first;
  const read = stream.read.bind(stream);
  stream.read = () => {
    const octets = next;
    next = null;
    return octets === null ? read() : Promise.resolve(octets);
  };
  return stream;
}

const peek = (record: Uint8Array): ClientHello =>
  helloOf({ received: [{ contentType: 22, bytes: record.subarray(5) }] } as never);

async function probe(server: Server, options: RunOptions = {}) {
  const runtime = new MemoryRuntime({ peer: peerOf(server) });
  const found = versionsFound(...server.versions);
  return { ...await runOne(extensions, runtime, { found, ...options }), asked: runtime.dialled.length };
}

const both = [TLS_1_3, TLS_1_2];

Deno.test("a server that has them all", async () => {
  const { facts, asked } = await probe({ versions: both, encryptThenMac: true, recordSizeLimit: 4097 });
  assert.deepEqual(facts, {
    extended_main_secret: true,
    encrypt_then_mac: true,
    record_size_limit: 4097,
    client_certificate: null,
  });
  assert.equal(asked, 3);
});

Deno.test("a server that has none of them", async () => {
  const { facts } = await probe({ versions: both, extendedMainSecret: false });
  assert.deepEqual(facts, {
    extended_main_secret: false,
    encrypt_then_mac: false,
    record_size_limit: null,
    client_certificate: null,
  });
});

Deno.test("RFC 7366 §3: of a server without CBC suites nobody can tell whether it has encrypt-then-MAC", async () => {
  const { facts } = await probe({ versions: both, cbc: false });
  assert.deepEqual([facts!.extended_main_secret, facts!.encrypt_then_mac], [true, null]);
});

Deno.test("a server of TLS 1.3 alone is asked once, and of the older extensions nothing is said", async () => {
  const { facts, asked } = await probe({ versions: [TLS_1_3], recordSizeLimit: 512 });
  assert.deepEqual([facts!.extended_main_secret, facts!.encrypt_then_mac, facts!.record_size_limit], [
    null,
    null,
    512,
  ]);
  assert.equal(asked, 1);
});

Deno.test("a server of TLS 1.2 alone tells its record size limit there", async () => {
  const { facts } = await probe({ versions: [TLS_1_2], recordSizeLimit: 2048 });
  assert.equal(facts!.record_size_limit, 2048);
});

Deno.test("what a client certificate must be is taken from the check's own handshake", async () => {
  const { log } = await connect({ certificateRequest: true });
  const { facts } = await probe({ versions: both }, { log });
  assert.deepEqual(facts!.client_certificate, {
    signature_schemes: [
      { value: 0x0403, hex: "0x0403", name: "ecdsa_secp256r1_sha256" },
      { value: 0x0804, hex: "0x0804", name: "rsa_pss_rsae_sha256" },
    ],
    certificate_types: [],
    authorities: [],
  });
});

Deno.test("a server that does not answer leaves nothing known", async () => {
  const runtime = new MemoryRuntime({ peer: (stream) => stream.close() });
  const { facts, probe: report } = await runOne(extensions, runtime, { found: versionsFound(...both) });
  assert.deepEqual([report.status, facts], ["failed", null]);
});
