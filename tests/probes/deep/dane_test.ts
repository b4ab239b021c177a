import assert from "node:assert/strict";
import { toHex } from "../../../src/bytes/mod.ts";
import { hash } from "../../../src/crypto/mod.ts";
import { certificateAuthority, issue } from "../../../src/demo/certificates.ts";
import { dane } from "../../../src/probes/deep/dane.ts";
import type { Situation } from "../../../src/probes/deep/probe.ts";
import { handshake, type HandshakeLog } from "../../../src/tls/mod.ts";
import { parseCertificate } from "../../../src/x509/mod.ts";
import { rdata, type Zone } from "../../support/dns_server.ts";
import { memoryNetwork } from "../../support/memory_network.ts";
import { scriptedServer } from "../../support/scripted_server.ts";
import { runOne, situation } from "./support.ts";

const now = new Date("2026-11-30T12:00:00Z");
const root = await certificateAuthority({ subject: "Root", now });
const leaf = await issue(root, { dnsNames: ["mx.example.com"] });
const key = await hash("SHA-256").digest(parseCertificate(leaf.der).subjectPublicKeyInfo);
const log = await logOf();

/** As after a check of `smtp://mx.example.com`, whose server sent the certificates above. */
const plan = {
  ...situation().plan,
  ...{
    hostname: "mx.example.com",
    serverName: "mx.example.com",
    port: 25,
    protocol: "smtp",
    starttls: "smtp",
  },
};

async function logOf(): Promise<HandshakeLog> {
  const certificate = { chain: [leaf.der, root.der], key: leaf.key };
  const { stream } = scriptedServer({ certificate });
  const context = {
    monotonic: () => 0,
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  };
  const { log } = await handshake(stream, situation().offer, context);
  stream.close();
  return log;
}

async function look(zone: Zone, overrides: Partial<Situation["plan"]> = {}) {
  const network = memoryNetwork({ zone, now });
  const found = await runOne(dane, network.runtime, { plan: { ...plan, ...overrides }, log });
  return { ...found, asked: network.asked };
}

Deno.test("records are matched with the certificates that were sent", async () => {
  const { facts, probe, asked } = await look({
    "mx.example.com A": { records: [rdata.a("192.0.2.7")] },
    "_25._tcp.mx.example.com TLSA": {
      authenticData: true,
      records: [
        rdata.tlsa(3, 1, 1, key),
        rdata.tlsa(3, 1, 1, new Uint8Array(32)),
        rdata.tlsa(1, 1, 1, key),
        rdata.tlsa(2, 0, 1, await hash("SHA-256").digest(root.der)),
      ],
    },
  });
  assert.equal(probe.status, "completed");
  assert.equal(probe.connections, 0);
  assert.deepEqual(asked, ["mx.example.com A", "_25._tcp.mx.example.com TLSA"]);
  assert.equal(facts?.domain, "_25._tcp.mx.example.com");
  assert.equal(facts?.matches, true);
  assert.equal(facts?.authenticated, true);
  assert.deepEqual(facts?.records[0], {
    usage: { value: 3, hex: "0x03", name: "DANE-EE" },
    selector: { value: 1, hex: "0x01", name: "SPKI" },
    matching_type: { value: 1, hex: "0x01", name: "SHA2-256" },
    data: toHex(key),
    matches: true,
    certificate: 0,
    problem: null,
  });
  assert.deepEqual(facts?.records.map(({ matches, certificate }) => [matches, certificate]), [
    [true, 0],
    [false, null],
    [null, null],
    [true, 1],
  ]);
});

Deno.test("elsewhere than between mail servers, PKIX-EE can be used", async () => {
  const { facts } = await look(
    { "_443._tcp.mx.example.com TLSA": { records: [rdata.tlsa(1, 1, 1, key)] } },
    { port: 443, protocol: "https", starttls: null },
  );
  assert.equal(facts?.matches, true);
});

Deno.test("none that matches, none that can be used, and none at all are told apart", async () => {
  const found = async (...records: Uint8Array[]) =>
    (await look({ "_25._tcp.mx.example.com TLSA": { records } })).facts?.matches;
  assert.equal(await found(rdata.tlsa(3, 1, 1, new Uint8Array(32))), false);
  assert.equal(await found(rdata.tlsa(3, 1, 9, key)), null);
  assert.equal(await found(), null);
});

Deno.test("what the host is an alias of comes first where that is proven: RFC 7671 §7", async () => {
  const records = [rdata.tlsa(3, 1, 1, key)];
  const alias = { cname: "mail.example.net", records: [rdata.a("192.0.2.7")] };
  const zone = {
    "_25._tcp.mail.example.net TLSA": { records },
    "_25._tcp.mx.example.com TLSA": { records: [rdata.tlsa(3, 1, 1, new Uint8Array(32))] },
  };
  const proven = await look({ ...zone, "mx.example.com A": { ...alias, authenticData: true } });
  assert.deepEqual([proven.facts?.domain, proven.facts?.matches], ["_25._tcp.mail.example.net", true]);
  const unproven = await look({ ...zone, "mx.example.com A": alias });
  assert.deepEqual([unproven.facts?.domain, unproven.facts?.matches], ["_25._tcp.mx.example.com", false]);
  const without = await look({
    "mx.example.com A": { ...alias, authenticData: true },
    "_25._tcp.mx.example.com TLSA": { records },
  });
  assert.deepEqual([without.facts?.domain, without.facts?.matches], ["_25._tcp.mx.example.com", true]);
});

Deno.test("that nobody validated is told apart from that the resolver never does", async () => {
  const records = [rdata.tlsa(3, 1, 1, key)];
  const found = async (root: Zone) =>
    (await look({ "_25._tcp.mx.example.com TLSA": { records }, ...root })).facts?.authenticated;
  assert.equal(await found({ ". SOA": { records: [new Uint8Array(22)], authenticData: true } }), false);
  assert.equal(await found({ ". SOA": { records: [new Uint8Array(22)] } }), null);
  assert.equal(await found({ ". SOA": { responseCode: 5 } }), null);
});

Deno.test("with a trust anchor, the alias and the host are both names to match", async () => {
  const { facts } = await look({
    "mx.example.com A": { cname: "mail.example.net", authenticData: true },
    "_25._tcp.mail.example.net TLSA": {
      records: [rdata.tlsa(2, 0, 1, await hash("SHA-256").digest(root.der))],
    },
  });
  assert.equal(facts?.matches, true);
});

Deno.test("records that cannot be read are told, and so is a failure of the name servers", async () => {
  const { facts } = await look({ "_25._tcp.mx.example.com TLSA": { records: [Uint8Array.of(3, 1)] } });
  assert.deepEqual([facts?.records, facts?.matches, facts?.malformed.length], [[], null, 1]);
  const failed = await look({ "_25._tcp.mx.example.com TLSA": { responseCode: 2 } });
  assert.equal(failed.probe.status, "failed");
  assert.equal(failed.facts?.domain, "_25._tcp.mx.example.com");
  assert.equal(failed.facts?.look_ups.at(-1)?.response_code.name, "ServFail");
});

Deno.test("of endless records so many are looked at as servers may have", async () => {
  const records = Array.from(
    { length: 500 },
    (_, index) => rdata.tlsa(2, 0, 0, Uint8Array.of(index >> 8, index)),
  );
  const { facts } = await look({ "_25._tcp.mx.example.com TLSA": { records } });
  assert.equal(facts?.records.length, 32);
});
