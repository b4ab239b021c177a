/** Certificates in numbers and sizes that no server needs. */
import assert from "node:assert/strict";
import { Writer } from "../../src/bytes/mod.ts";
import { sharedSigningKey } from "../../src/crypto/signing_key.ts";
import { issue } from "../../src/demo/certificates.ts";
import { HandshakeType } from "../../src/registry/mod.ts";
import { encodeHandshake } from "../../src/tls/message/mod.ts";
import { encodeCertificate, encodeCertificate12 } from "../support/scripted_server/messages.ts";
import { scriptedAuthority, serverCertificate, serverName } from "../support/scripted_server/certificates.ts";
import { assertFailed, attack, scripted } from "./support.ts";

const MAXIMUM_REPORT_LENGTH = 2_000_000;

Deno.test("a Certificate of 16 MB", async () => {
  const message = encodeHandshake(
    HandshakeType.certificate,
    (writer) => writer.opaque(new Uint8Array(2 ** 24 - 1)),
  );
  for (const version of [0x0303, 0x0304]) {
    const { report, milliseconds } = await attack(scripted({
      version,
      alter: (turn, m) => turn === "Certificate" ? message : m,
    }));
    assertFailed(report, "authentication", "limit_exceeded");
    assert(milliseconds < 2000, "nobody waits for the rest of it");
  }
});

Deno.test("a common name of a megabyte", async () => {
  const { report } = await attack(scripted({ certificate: await certificateFor(0, "A".repeat(1_000_000)) }));
  assertFailed(report, "authentication", "limit_exceeded");
});

Deno.test("a common name of as many octets as are read is judged in time", async () => {
  const script = { certificate: await certificateFor(0, "A".repeat(250_000)) };
  const { report } = await attack(scripted(script), { timeout: 5 });
  assert.equal(report.steps.find(({ id }) => id === "server_finished")!.status, "pass");
  assert(JSON.stringify(report).length < MAXIMUM_REPORT_LENGTH);
});

Deno.test("ten thousand certificates", async () => {
  const list = Array.from({ length: 10_000 }, () => ({ certData: new Uint8Array(20).fill(0x30) }));
  for (const version of [0x0303, 0x0304]) {
    const message = version === 0x0303
      ? encodeCertificate12(list.map(({ certData }) => certData))
      : encodeCertificate(list);
    const { report } = await attack(scripted({
      version,
      alter: (turn, m) => turn === "Certificate" ? message : m,
    }));
    assertFailed(report, "authentication", "limit_exceeded");
  }
});

Deno.test("a certificate for a hundred thousand names", async () => {
  const { report } = await attack(scripted({ certificate: await certificateFor(100_000) }));
  assertFailed(report, "authentication", "limit_exceeded");
});

Deno.test("a certificate for ten thousand names is judged in time", async () => {
  const { report } = await attack(scripted({ certificate: await certificateFor(10_000) }), { timeout: 5 });
  assert.equal(report.steps.find(({ id }) => id === "server_finished")!.status, "pass");
  assert(JSON.stringify(report).length < MAXIMUM_REPORT_LENGTH);
});

Deno.test("a hundred certificates, each for the same name, are judged in time", async () => {
  const { chain, key } = await serverCertificate("P-256");
  const certificate = { chain: Array.from({ length: 100 }, (_, i) => chain[i % 2]!), key };
  const { report } = await attack(scripted({ certificate }), { timeout: 5 });
  assert.equal(report.steps.find(({ id }) => id === "server_finished")!.status, "pass");
  assert(JSON.stringify(report).length < MAXIMUM_REPORT_LENGTH);
});

async function certificateFor(names: number, subject = serverName) {
  const key = await sharedSigningKey("P-256");
  const options = { subject, dnsNames: [serverName], otherNames: [namesInDer(names)], key };
  const leaf = await issue(await scriptedAuthority(), options);
  return { chain: [leaf.der], key };
}

/** GeneralName elements of dNSName, RFC 5280 §4.2.1.6, one behind the other. */
function namesInDer(count: number): Uint8Array {
  const writer = new Writer();
  for (let i = 0; i < count; i++) {
    writer.uint8(0x82).vector(1, new TextEncoder().encode(`n${i}.server.example`));
  }
  return writer.bytes();
}
