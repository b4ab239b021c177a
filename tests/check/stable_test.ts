/** What a monitor compares: the same for the same server, another when something changed, and kept when a check fails. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { AlertDescription, CipherSuite, NamedGroup, ProtocolVersion } from "../../src/registry/mod.ts";
import type { Report, Stable } from "../../src/report/mod.ts";
import { MemoryRuntime } from "../support/memory_runtime.ts";
import { answering, closing, httpOk, tlsServer } from "../support/peers.ts";
import { serverCertificate } from "../support/scripted_server/certificates.ts";
import type { ServerScript } from "../support/scripted_server.ts";
import { dated, issued } from "./certificates.ts";
import { checkHere } from "./support.ts";

const { TLS_1_2 } = ProtocolVersion;

Deno.test("two checks of the same server have the same fingerprint, whatever else differs", async () => {
  const first = await checkServer();
  const second = await checkServer({ tickets: 2, random: new Uint8Array(32).fill(7), recordSize: 100 });
  assert.notEqual(first.fingerprint, null);
  assert.deepEqual(second, first);
});

Deno.test("the order in which issuers are sent, and how often, is no change; which leaf is sent is one", async () => {
  const { chain: [leaf, root], key } = await serverCertificate("P-256");
  const other = (await serverCertificate("P-384")).chain[0]!;
  const sent = (...chain: Uint8Array[]) => checkServer({ certificate: { chain, key } });
  const first = await sent(leaf!, root!, other);
  assert.deepEqual(await sent(leaf!, other, root!, root!, leaf!), first);
  assert.equal(first.certificates?.[0], sha256(leaf!));
  assert.deepEqual(new Set(first.certificates), new Set([leaf!, root!, other].map(sha256)));
  assert.notEqual((await sent(leaf!, root!)).fingerprint, first.fingerprint);
});

const changes: readonly [string, Partial<ServerScript>][] = [
  ["a renewed certificate", { certificate: await dated(-1, 89) }],
  ["a certificate that cannot be read", {
    certificate: { ...await issued(), chain: [new TextEncoder().encode("no certificate")] },
  }],
  ["another group", { group: NamedGroup.secp384r1 }],
  ["another suite", { cipherSuite: CipherSuite.TLS_AES_256_GCM_SHA384 }],
  ["another version", { version: TLS_1_2 }],
  ["another protocol", { applicationProtocol: "h2" }],
];

for (const [what, change] of changes) {
  Deno.test(`a change: ${what}`, async () => {
    const [before, after] = [await checkServer(), await checkServer(change)];
    assert.notEqual(after.fingerprint, before.fingerprint);
    assert.notDeepEqual({ ...after, fingerprint: null }, { ...before, fingerprint: null });
  });
}

Deno.test("the fingerprint can be computed from what it is of", async () => {
  const { fingerprint, protocol_version, cipher_suite, named_group, application_protocol, certificates } =
    await checkServer({ applicationProtocol: "h2" });
  const form = [protocol_version.hex, cipher_suite.hex, named_group!.hex, application_protocol, certificates];
  assert.deepEqual(form.slice(0, 4), ["0x0304", "0x1301", "0x001d", "h2"]);
  assert.equal(fingerprint, sha256(JSON.stringify(form)));
});

Deno.test("a static RSA key exchange has no group, which is known and no gap", async () => {
  const { fingerprint, named_group } = await checkServer({
    version: TLS_1_2,
    cipherSuite: CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
    certificate: await serverCertificate("RSA-2048"),
  });
  assert.equal(named_group, null);
  assert.notEqual(fingerprint, null);
});

Deno.test("a check that fails after the certificate came has all of it", async () => {
  const healthy = await checkServer({ version: TLS_1_2 });
  const requiring = await checkServer({
    version: TLS_1_2,
    certificateRequest: true,
    before: async (turn, server) => {
      if (turn === "Finished") await server.sendAlert(AlertDescription.handshake_failure);
    },
  });
  assert.deepEqual(requiring, healthy);
});

Deno.test("what a handshake that was cut short did not come to is absent, and there is no fingerprint", async () => {
  const cutAt = async (version: number, turn: string) =>
    await checkServer({
      version,
      coalesce: false,
      before: async (next, server) => {
        if (next === turn) await server.close();
      },
    });
  const members = (stable: Stable) => Object.keys(stable).filter((name) => name !== "fingerprint");
  const withoutCertificate = await cutAt(ProtocolVersion.TLS_1_3, "Certificate");
  assert.equal(withoutCertificate.fingerprint, null);
  assert.deepEqual(members(withoutCertificate), [
    "protocol_version",
    "cipher_suite",
    "named_group",
    "application_protocol",
  ]);
  const withoutGroup = await cutAt(TLS_1_2, "ServerKeyExchange");
  assert.equal(withoutGroup.fingerprint, null);
  assert.deepEqual(members(withoutGroup), [
    "protocol_version",
    "cipher_suite",
    "application_protocol",
    "certificates",
  ]);
});

Deno.test("without a ServerHello nothing is comparable", async () => {
  assert.equal((await checkHere(new MemoryRuntime({ peer: closing }))).stable, null);
});

async function checkServer(script: Partial<ServerScript> = {}): Promise<Stable> {
  const peer = tlsServer({ application: answering(httpOk), ...script });
  const { stable }: Report = await checkHere(new MemoryRuntime({ peer }));
  assert.ok(stable);
  return stable;
}

function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}
