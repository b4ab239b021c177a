/**
 * No server here has certificate compression or ECH; Chromium's BoringSSL knows both as a client. What it takes from
 * the scripted server, and what it refuses, the engine must take and refuse (RFC 8879 §4, RFC 9849 §6.2).
 */
import assert from "node:assert/strict";
import { brotliCompressSync } from "node:zlib";
import { CertificateCompressionAlgorithm, ExtensionType } from "../../src/registry/mod.ts";
import { evidenceOf } from "../../src/tls/mod.ts";
import { loopbackTls } from "../support/loopback_tls.ts";
import { answering } from "../support/peers.ts";
import type { ServerScript } from "../support/scripted_server.ts";
import {
  data,
  encodeCompressedCertificate,
  encodeEncryptedExtensions,
} from "../support/scripted_server/messages.ts";
import { connect, shake } from "../tls/support.ts";

const CHROMIUM = "/usr/bin/chromium";
const isInstalled = await Deno.stat(CHROMIUM).then(({ isFile }) => isFile, () => false);
const skipped = isInstalled ? "" : ", skipped: Chromium is not installed (Debian: chromium)";

const { brotli } = CertificateCompressionAlgorithm;
const offer = { certificateCompression: [brotli], greaseEncryptedClientHello: true };

/** `lie`: how many octets more than there are it claims. */
function compressing(lie = 0): Partial<ServerScript> {
  return {
    alter(turn, message) {
      if (turn !== "Certificate") return message;
      const body = message.subarray(4);
      const compressed = new Uint8Array(brotliCompressSync(body));
      return encodeCompressedCertificate(brotli, body.length + lie, compressed);
    },
  };
}

const configs = data((writer) =>
  writer.scope(2, (list) =>
    list.uint16(0xfe0d).scope(2, (contents) => {
      contents.uint8(7).uint16(0x0020).vector(2, new Uint8Array(32).fill(9));
      contents.scope(2, (suites) => suites.uint16(1).uint16(1));
      contents.uint8(0).vector(1, new TextEncoder().encode("public.example")).uint16(0);
    }))
);

const answeringEch = (extension: Uint8Array): Partial<ServerScript> => ({
  alter: (turn, message) =>
    turn === "EncryptedExtensions"
      ? encodeEncryptedExtensions([[ExtensionType.encrypted_client_hello, extension]])
      : message,
});

/** Whether Chromium shows the page. */
async function browserTakes(script: Partial<ServerScript>): Promise<boolean> {
  const page = "<p>seen</p>";
  const profile = await Deno.makeTempDir({ prefix: "tls-peer-" });
  await using server = loopbackTls({
    ...script,
    application: answering(
      `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n` +
        `Connection: close\r\n\r\n${page}`,
    ),
  });
  try {
    const { stdout } = await new Deno.Command(CHROMIUM, {
      args: [
        ...["--headless", "--no-sandbox", "--disable-gpu", "--ignore-certificate-errors"],
        ...[`--user-data-dir=${profile}`, "--dump-dom", `https://localhost:${server.port}/`],
      ],
      stdin: "null",
      stderr: "null",
    }).output();
    return new TextDecoder().decode(stdout).includes(page);
  } finally {
    await Deno.remove(profile, { recursive: true });
  }
}

Deno.test({
  name: `what Chromium takes for compressed certificates and for ECH's keys, the engine takes${skipped}`,
  ignore: !isInstalled,
  fn: async () => {
    assert(await browserTakes(compressing()));
    const { log } = await connect(compressing(), { offer });
    assert.notEqual(evidenceOf(log, "authentication")!.evidence.compression, null);
    assert(await browserTakes(answeringEch(configs)));
    await connect(answeringEch(configs), { offer });
  },
});

for (
  const [what, script] of [
    ["certificates of another length than they claim", compressing(1)],
    ["a list of ECH's keys that is cut", answeringEch(configs.subarray(0, 40))],
  ] as const
) {
  Deno.test({
    name: `Chromium refuses ${what}, and so does the engine${skipped}`,
    ignore: !isInstalled,
    fn: async () => {
      assert(!await browserTakes(script));
      assert.notEqual((await shake(script, { offer })).log.failure, null);
    },
  });
}
