/** Whole checks with OpenSSL at the other end: s_server staples, `openssl ocsp` answers over HTTP. */
import assert from "node:assert/strict";
import { check, type CheckOptions } from "../../src/check.ts";
import { certificateAuthority, issue, type IssuedCertificate } from "../../src/demo/certificates.ts";
import { utcTime } from "../../src/demo/der.ts";
import { ocspResponse } from "../../src/demo/ocsp_response.ts";
import { toPem } from "../../src/demo/pem.ts";
import type { Report } from "../../src/report/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { canRunOpenssl, type Folder, inFolder } from "../support/openssl.ts";
import { onFreePort } from "./tls_servers/free_port.ts";
import { ServerProcess } from "./tls_servers/server_process.ts";

const available = await canRunOpenssl();
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
const root = await certificateAuthority({ subject: "Root", now });
const intermediate = await certificateAuthority({ subject: "Intermediate", issuer: root });

function test(name: string, fn: (folder: Folder) => Promise<void>): void {
  Deno.test({
    name: available ? name : `${name}, skipped: there is no openssl to run`,
    ignore: !available,
    fn: () => inFolder(fn),
  });
}

for (const version of ["-tls1_3", "-tls1_2"]) {
  for (const [status, verdict] of [["good", "pass"], ["revoked", "fail"]] as const) {
    test(`s_server ${version} staples "${status}"`, async (folder) => {
      const leaf = await leafHere();
      const response = await ocspResponse(intermediate, {
        responses: [{
          serialNumber: leaf.serialNumber,
          status: status === "good" ? "good" : { revocationTime: days(-1) },
        }],
      });
      const args = [version, "-status_file", await folder.write("staple.der", response)];
      const report = await checkServer(folder, leaf, args);
      assert.equal(report.verdict, verdict, report.summary);
      assert.deepEqual(report.revocation!.map(({ source, status }) => [source, status]), [[
        "stapled",
        status,
      ]]);
    });
  }
}

for (
  const [state, status, verdict] of [
    [`V\t${ending(40)}\t`, "good", "pass"],
    [`R\t${ending(40)}\t${ending(-2)},keyCompromise`, "revoked", "fail"],
    ["", "unknown", "pass"],
  ] as const
) {
  test(`openssl ocsp says "${status}" over HTTP`, async (folder) => {
    const responder = await issue(intermediate, { subject: "Responder", extendedKeyUsage: ["OCSPSigning"] });
    await onFreePort(async (port) => {
      const leaf = await leafHere(`http://127.0.0.1:${port}/`);
      const serialNumber = leaf.serialNumber.toHex().toUpperCase();
      const index = state === "" ? "" : `${state}\t${serialNumber}\tunknown\t/CN=leaf\n`;
      const process = await ServerProcess.start({
        command: "openssl",
        args: [
          ...["ocsp", "-port", String(port), "-ndays", "1", "-nrequest", "1"],
          ...["-CA", await folder.write("ca.pem", intermediate.pem)],
          ...["-index", await folder.write("index.txt", index)],
          ...["-rsigner", await folder.write("responder.pem", responder.pem)],
          ...["-rkey", await folder.write("responder.key", toPem("PRIVATE KEY", responder.key.pkcs8))],
        ],
        directory: folder.path("."),
        ready: /waiting for OCSP client connections/i,
      });
      try {
        const report = await checkServer(folder, leaf, [], { revocation: true });
        assert.equal(report.verdict, verdict, report.summary);
        const [entry, ...others] = report.revocation!;
        assert.deepEqual(others, []);
        assert.deepEqual([entry!.source, entry!.status], ["ocsp", status], entry!.detail);
      } finally {
        await process.stop();
      }
    });
  });
}

function leafHere(ocsp?: string): Promise<IssuedCertificate> {
  return issue(intermediate, {
    subject: "leaf",
    ipAddresses: ["127.0.0.1"],
    ...ocsp !== undefined && { authorityInfoAccess: { ocsp: [ocsp] } },
  });
}

async function checkServer(
  folder: Folder,
  leaf: IssuedCertificate,
  args: readonly string[],
  options: CheckOptions = {},
): Promise<Report> {
  const process = await ServerProcess.start({
    command: "openssl",
    args: [
      ...["s_server", "-accept", "127.0.0.1:0", "-www"],
      ...["-cert", await folder.write("leaf.pem", leaf.pem)],
      ...["-key", await folder.write("leaf.key", toPem("PRIVATE KEY", leaf.key.pkcs8))],
      ...["-cert_chain", await folder.write("chain.pem", intermediate.pem), ...args],
    ],
    directory: folder.path("."),
    ready: /^ACCEPT 127\.0\.0\.1:(\d+)$/m,
  });
  try {
    const [, port] = await process.prints(/^ACCEPT 127\.0\.0\.1:(\d+)$/m);
    const given = { anchors: [root.pem], noNative: true, ...options };
    return await check(denoRuntime(), `https://127.0.0.1:${port}`, given);
  } finally {
    await process.stop();
  }
}

/** `YYMMDDHHMMSSZ`, so many days from now. */
function ending(count: number): string {
  return new TextDecoder().decode(utcTime(days(count)).subarray(2));
}
