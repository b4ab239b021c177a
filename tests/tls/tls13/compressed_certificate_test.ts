/** RFC 8879: certificates that come compressed, by those who compress them as node:zlib does, and by liars. */
import assert from "node:assert/strict";
import { brotliCompressSync, deflateSync, zstdCompressSync } from "node:zlib";
import { concat } from "../../../src/bytes/mod.ts";
import { CertificateCompressionAlgorithm } from "../../../src/registry/mod.ts";
import {
  certificateDecompressions,
  decompressCertificate,
} from "../../../src/tls/certificate_compression.ts";
import { evidenceOf } from "../../../src/tls/mod.ts";
import { serverCertificate } from "../../support/scripted_server/certificates.ts";
import { encodeCompressedCertificate } from "../../support/scripted_server/messages.ts";
import { connect, type Expected, refuse } from "../support.ts";

const { zlib, brotli, zstd } = CertificateCompressionAlgorithm;
const all = { certificateCompression: [zlib, brotli, zstd] };

const compressors: readonly (readonly [name: string, algorithm: number, (data: Uint8Array) => Uint8Array])[] =
  [
    ["zlib", zlib, (data) => new Uint8Array(deflateSync(data))],
    ["brotli", brotli, (data) => new Uint8Array(brotliCompressSync(data))],
    ["zstd", zstd, (data) => new Uint8Array(zstdCompressSync(data))],
  ];

/** A server that says this instead of its Certificate; `body`: that message without its header. */
const compressing = (say: (body: Uint8Array) => Uint8Array) => ({
  alter: (turn: string, message: Uint8Array) => turn === "Certificate" ? say(message.subarray(4)) : message,
});

for (const [name, algorithm, compress] of compressors) {
  Deno.test(`${name}: a compressed chain is the chain, and CertificateVerify covers what was sent`, async () => {
    let sent = 0;
    let whole = 0;
    const { log } = await connect(
      compressing((body) => {
        const compressed = compress(body);
        [sent, whole] = [compressed.length, body.length];
        return encodeCompressedCertificate(algorithm, body.length, compressed);
      }),
      { offer: all },
    );
    const { certificates, compression } = evidenceOf(log, "authentication")!.evidence;
    const { chain } = await serverCertificate("P-256");
    assert.deepEqual(certificates.map(({ certData }) => certData), chain);
    assert.deepEqual(compression, { algorithm, compressedLength: sent, uncompressedLength: whole });
  });

  const data = new Uint8Array(5000).fill(7);
  const compressed = compress(data);

  Deno.test(`${name}: what was compressed comes back, to the octet`, async () => {
    assert.deepEqual(await decompressCertificate(algorithm, compressed, data.length), data);
  });

  Deno.test(`${name}: every proper prefix, octets behind it and another length are refused`, async () => {
    const refused = (octets: Uint8Array, length: number) =>
      assert.rejects(() => decompressCertificate(algorithm, octets, length));
    for (let length = 0; length < compressed.length; length++) {
      await refused(compressed.subarray(0, length), data.length);
    }
    await refused(concat(compressed, new Uint8Array(1)), data.length);
    for (const length of [0, 1, data.length - 1, data.length + 1]) await refused(compressed, length);
  });

  Deno.test(`${name}: a bomb goes off no further than the length that it claims`, async () => {
    const bomb = compress(new Uint8Array(64 * 1024 * 1024));
    assert(bomb.length < 256 * 1024);
    await assert.rejects(() => decompressCertificate(algorithm, bomb, 1000));
  });

  Deno.test(`${name}: noise is refused`, async () => {
    const noise = compressing((body) =>
      encodeCompressedCertificate(algorithm, body.length, new Uint8Array(300).fill(0xa5))
    );
    await refuse(noise, malformed, { offer: all });
  });
}

const malformed: Expected = { step: "authentication", code: "malformed_message", alert: "bad_certificate" };
const deflated = (body: Uint8Array) => new Uint8Array(deflateSync(body));

Deno.test("this runtime decompresses all three, the best first", async () => {
  assert.deepEqual(await certificateDecompressions(), [brotli, zstd, zlib]);
});

Deno.test("an ordinary certificate is fine where compressed ones are allowed", async () => {
  const { log } = await connect({}, { offer: all });
  assert.equal(evidenceOf(log, "authentication")!.evidence.compression, null);
});

Deno.test("a compressed certificate may follow a CertificateRequest", async () => {
  const { log } = await connect({
    certificateRequest: true,
    ...compressing((body) => encodeCompressedCertificate(zlib, body.length, deflated(body))),
  }, { offer: all });
  assert.equal(evidenceOf(log, "authentication")!.evidence.compression!.algorithm, zlib);
});

const refusals: readonly {
  readonly what: string;
  readonly say: (body: Uint8Array) => Uint8Array;
  readonly expected: Expected;
  readonly offer?: { readonly certificateCompression: readonly number[] };
}[] = [
  {
    what: "when none was allowed",
    say: (body) => encodeCompressedCertificate(zlib, body.length, deflated(body)),
    offer: { certificateCompression: [] },
    expected: { step: "authentication", code: "unexpected_message", alert: "unexpected_message" },
  },
  {
    what: "with an algorithm that was not offered",
    say: (body) => encodeCompressedCertificate(zlib, body.length, deflated(body)),
    offer: { certificateCompression: [brotli] },
    expected: { step: "authentication", code: "illegal_parameter", alert: "illegal_parameter" },
  },
  {
    what: "that is shorter than it claims",
    say: (body) => encodeCompressedCertificate(zlib, body.length + 1, deflated(body)),
    expected: malformed,
  },
  {
    what: "that is longer than it claims",
    say: (body) => encodeCompressedCertificate(zlib, body.length - 1, deflated(body)),
    expected: malformed,
  },
  {
    what: "that claims no octets at all",
    say: () => encodeCompressedCertificate(zlib, 0, deflated(new Uint8Array())),
    expected: { ...malformed, alert: "decode_error" },
  },
  {
    what: "that claims more than is read",
    say: () => encodeCompressedCertificate(zlib, 2 ** 24 - 1, deflated(new Uint8Array(2 ** 24 - 1))),
    expected: { step: "authentication", code: "limit_exceeded", alert: "bad_certificate" },
  },
  {
    what: "whose content is no Certificate",
    say: () => encodeCompressedCertificate(zlib, 9, deflated(new Uint8Array(9).fill(9))),
    expected: { ...malformed, alert: "decode_error" },
  },
  {
    what: "that is compressed with what nobody knows, though it was offered",
    say: (body) => encodeCompressedCertificate(0xfff0, body.length, body),
    offer: { certificateCompression: [0xfff0] },
    expected: { step: "authentication", code: "internal", fault: "us", alert: "internal_error" },
  },
];

for (const { what, say, expected, offer = all } of refusals) {
  Deno.test(`a compressed certificate is refused ${what}`, async () => {
    await refuse(compressing(say), expected, { offer });
  });
}
