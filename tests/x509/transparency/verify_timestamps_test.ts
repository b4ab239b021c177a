import assert from "node:assert/strict";
import { certificateAuthority, issue } from "../../../src/demo/certificates.ts";
import { loggedCertificate, type TestLog, testLog } from "../../support/ct_log.ts";
import { anHourAgo, judged, loggedBy, now, objections, root, verdicts } from "./support.ts";

const [first, second, rsa, stranger] = await Promise.all([
  testLog({ name: "First" }),
  testLog({ name: "Second" }),
  testLog({ name: "RSA", kind: "RSA-2048" }),
  testLog({ name: "Stranger" }),
]) as [TestLog, TestLog, TestLog, TestLog];
const logs = [first, second, rsa];

const plain = await issue(root, { dnsNames: ["www.example.com"] });

Deno.test("SCTs within the certificate are verified, by ECDSA and by RSA", async () => {
  const leaf = await loggedBy(logs);
  assert.deepEqual(
    (await judged({ leaf, logs })).timestamps,
    logs.map(({ id, name, operator }) => ({
      source: "certificate",
      log_id: id.toHex(),
      log_name: name,
      operator,
      state: "usable",
      timestamp: anHourAgo.toISOString(),
      verified: "verified",
      objection: null,
    })),
  );
});

Deno.test("SCTs from the TLS extension are over the certificate as it is", async () => {
  const tls = await Promise.all(logs.map((log) => log.signCertificate(plain.der, { at: anHourAgo })));
  assert.deepEqual(await verdicts({ leaf: plain, logs, tls }), Array(3).fill("tls_extension: verified"));
});

Deno.test("an SCT over the certificate is not one over its precertificate, nor the other way about", async () => {
  const crossed = await loggedCertificate({
    issuer: root,
    options: { dnsNames: ["www.example.com"] },
    timestamps: async (tbs) => [await first.signCertificate(tbs, { at: anHourAgo })],
  });
  const tls = [await first.signPrecertificate(plain.der, root.key.spki, { at: anHourAgo })];
  assert.deepEqual(await verdicts({ leaf: crossed, logs }), ["certificate: bad_signature"]);
  assert.deepEqual(await verdicts({ leaf: plain, logs, tls }), ["tls_extension: bad_signature"]);
});

Deno.test("the log's extensions are signed too", async () => {
  const extensions = Uint8Array.of(0, 0, 5, 0, 0, 0, 1, 7);
  const tls = [await first.signCertificate(plain.der, { at: anHourAgo, extensions })];
  assert.deepEqual(await verdicts({ leaf: plain, logs, tls }), ["tls_extension: verified"]);
  const at = tls[0]!.indexOf(8, 41) + 1;
  tls[0]![at + 7]! ^= 1;
  assert.deepEqual(await verdicts({ leaf: plain, logs, tls }), ["tls_extension: bad_signature"]);
});

Deno.test("no octet of an SCT can be changed", async () => {
  const sct = await first.signCertificate(plain.der, { at: anHourAgo });
  const mutations = Array.from(sct, (octet, index) => sct.with(index, octet ^ 1));
  for (let start = 0; start < mutations.length; start += 32) {
    const tls = mutations.slice(start, start + 32);
    for (const [index, verdict] of (await verdicts({ leaf: plain, logs, tls })).entries()) {
      assert.notEqual(verdict, "tls_extension: verified", `octet ${start + index}`);
    }
  }
});

Deno.test("an SCT about another issuer's key has a bad signature", async () => {
  const other = await certificateAuthority({ subject: "Other Root", now });
  const leaf = await loggedCertificate({
    issuer: root,
    options: { dnsNames: ["www.example.com"] },
    timestamps: async (tbs) => [await first.signPrecertificate(tbs, other.key.spki, { at: anHourAgo })],
  });
  assert.deepEqual(await verdicts({ leaf, logs }), ["certificate: bad_signature"]);
});

Deno.test("an intermediate's key counts, not its root's", async () => {
  const intermediate = await certificateAuthority({ subject: "CT Test Intermediate", issuer: root });
  const leaf = await loggedCertificate({
    issuer: intermediate,
    options: { dnsNames: ["www.example.com"] },
    timestamps: async (tbs, spki) => [await first.signPrecertificate(tbs, spki, { at: anHourAgo })],
  });
  assert.deepEqual(await verdicts({ leaf, others: [intermediate], logs }), ["certificate: verified"]);
  // Without it nobody knows the key, which is not the log's fault.
  assert.deepEqual(await verdicts({ leaf, logs }), ["certificate: no_issuer"]);
  const impostor = await certificateAuthority({ subject: "CT Test Intermediate", issuer: root });
  assert.deepEqual(await verdicts({ leaf, others: [impostor], logs }), ["certificate: no_issuer"]);
});

Deno.test("a certificate that signed itself is its own issuer", async () => {
  const leaf = await loggedCertificate({
    issuer: null,
    options: { dnsNames: ["www.example.com"], now },
    timestamps: async (tbs, spki) => [await first.signPrecertificate(tbs, spki, { at: anHourAgo })],
  });
  assert.deepEqual(await verdicts({ leaf, logs }), ["certificate: verified"]);
});

Deno.test("an unknown log is neither good nor bad", async () => {
  const [timestamp] = (await judged({ leaf: await loggedBy([stranger]), logs })).timestamps;
  assert.equal(timestamp?.verified, "unknown_log");
  assert.equal(timestamp?.log_id, stranger.id.toHex());
  assert.deepEqual([timestamp?.log_name, timestamp?.operator, timestamp?.state], [null, null, null]);
});

Deno.test("without a list nothing is verified, and nothing is asked for", async () => {
  const { timestamps, policy } = await judged({ leaf: await loggedBy([first, second]), logs: null });
  assert.deepEqual(timestamps.map(({ verified }) => verified), ["no_log_list", "no_log_list"]);
  assert.deepEqual(timestamps.map(({ log_id }) => log_id), [first.id.toHex(), second.id.toHex()]);
  assert.equal(policy, null);
});

Deno.test("a list that gives a log another's key does not blame the server", async () => {
  const confused = await testLog({ fields: { log_id: first.id.toBase64() } });
  assert.deepEqual(await verdicts({ leaf: await loggedBy([first]), logs: [confused] }), [
    "certificate: unknown_log",
  ]);
});

Deno.test("another version, hash or algorithm is not supported", async () => {
  const tls = [
    await first.signCertificate(plain.der, { at: anHourAgo, version: 1 }),
    await first.signCertificate(plain.der, { at: anHourAgo, hashAlgorithm: 5 }),
    await first.signCertificate(plain.der, { at: anHourAgo, signatureAlgorithm: 2 }),
    // RSA, says an SCT of a log that has an elliptic key.
    await first.signCertificate(plain.der, { at: anHourAgo, signatureAlgorithm: 1 }),
  ];
  assert.deepEqual(await verdicts({ leaf: plain, logs, tls }), [
    "tls_extension: unsupported",
    "tls_extension: unsupported",
    "tls_extension: unsupported",
    "tls_extension: bad_signature",
  ]);
});

Deno.test("a log whose key nothing here verifies with is not supported", async () => {
  const odd = await testLog({ kind: "P-384" });
  const key = odd.key.spki.slice(0, -1);
  const cut = { ...odd, entry: { ...odd.entry, key: key.toBase64(), log_id: odd.id.toBase64() } };
  const tls = [await odd.signCertificate(plain.der, { at: anHourAgo })];
  assert.deepEqual(await verdicts({ leaf: plain, logs: [odd], tls }), ["tls_extension: verified"]);
  assert.deepEqual(await verdicts({ leaf: plain, logs: [cut], tls }), ["tls_extension: unknown_log"]);
  const id = new Uint8Array(await crypto.subtle.digest("SHA-256", key));
  const named = { ...odd, entry: { ...odd.entry, key: key.toBase64(), log_id: id.toBase64() } };
  tls[0]!.set(id, 1);
  assert.deepEqual(await verdicts({ leaf: plain, logs: [named], tls }), ["tls_extension: unsupported"]);
});

Deno.test("a list of SCTs that cannot be read is malformed", async () => {
  const options = { dnsNames: ["www.example.com"] };
  for (const list of [new Uint8Array(0), Uint8Array.of(0, 0), Uint8Array.of(0, 3, 0, 9, 1)]) {
    const leaf = await issue(root, { ...options, signedCertificateTimestamps: list });
    assert.deepEqual(await verdicts({ leaf, logs }), ["certificate: malformed"]);
  }
  const cut = (await first.signCertificate(plain.der, { at: anHourAgo })).slice(0, -1);
  assert.deepEqual(await verdicts({ leaf: plain, logs, tls: [cut] }), ["tls_extension: malformed"]);
});

Deno.test("an SCT from the future, or from beyond all calendars, is objected to", async () => {
  const later = new Date(now.getTime() + 1);
  assert.deepEqual(await objections({ leaf: await loggedBy([first], { at: now }), logs }), [null]);
  assert.deepEqual(await objections({ leaf: await loggedBy([first], { at: later }), logs }), [
    "future_timestamp",
  ]);
  const leaf = await loggedBy([first], { at: 2n ** 64n - 1n });
  assert.deepEqual(await objections({ leaf, logs }), ["future_timestamp"]);
  assert.equal((await judged({ leaf, logs })).timestamps[0]?.timestamp, null);
});

Deno.test("a log that is retired is objected to from then on", async () => {
  const at = (moment: Date) => ({ timestamp: moment.toISOString() });
  const retired = await testLog({ state: { retired: at(anHourAgo) } });
  const before = new Date(anHourAgo.getTime() - 1);
  const leaf = await loggedBy([retired], { at: before });
  assert.deepEqual(await objections({ leaf, logs: [retired] }), [null]);
  assert.equal((await judged({ leaf, logs: [retired] })).timestamps[0]?.state, "retired");
  assert.deepEqual(await objections({ leaf: await loggedBy([retired]), logs: [retired] }), ["log_retired"]);
});

Deno.test("a log that browsers do not accept is objected to", async () => {
  const timestamp = "2026-01-01T00:00:00Z";
  for (const state of [{ pending: { timestamp } }, { rejected: { timestamp } }, {}, null]) {
    const log = await testLog({ state });
    assert.deepEqual(await objections({ leaf: await loggedBy([log]), logs: [log] }), ["log_not_accepted"]);
  }
  for (const state of [{ qualified: { timestamp } }, { readonly: { timestamp } }]) {
    const log = await testLog({ state });
    assert.deepEqual(await objections({ leaf: await loggedBy([log]), logs: [log] }), [null]);
  }
});

Deno.test("a certificate that expires outside what the log takes is objected to", async () => {
  const log = await testLog({
    fields: {
      temporal_interval: {
        start_inclusive: "2026-12-01T00:00:00Z",
        end_exclusive: "2027-01-01T00:00:00Z",
      },
    },
  });
  const until = async (notAfter: string) =>
    await objections({ leaf: await loggedBy([log], { notAfter: new Date(notAfter) }), logs: [log] });
  assert.deepEqual(await until("2026-12-01T00:00:00Z"), [null]);
  assert.deepEqual(await until("2026-12-31T23:59:59Z"), [null]);
  assert.deepEqual(await until("2026-11-30T23:59:59Z"), ["outside_temporal_interval"]);
  assert.deepEqual(await until("2027-01-01T00:00:00Z"), ["outside_temporal_interval"]);
});

Deno.test("who ran the log when it signed is its operator", async () => {
  const log = await testLog({
    operator: "Now",
    fields: {
      previous_operators: [
        { name: "Then", end_time: anHourAgo.toISOString() },
        { name: "At first", end_time: "2020-01-01T00:00:00Z" },
      ],
    },
  });
  const operator = async (at: Date) =>
    (await judged({ leaf: await loggedBy([log], { at }), logs: [log] })).timestamps[0]?.operator;
  assert.equal(await operator(anHourAgo), "Now");
  assert.equal(await operator(new Date(anHourAgo.getTime() - 1)), "Then");
  assert.equal(await operator(new Date("2019-01-01T00:00:00Z")), "At first");
});

Deno.test("not more SCTs are looked at than the bound says", async () => {
  const sct = await first.signCertificate(plain.der, { at: anHourAgo });
  assert.equal((await verdicts({ leaf: plain, logs, tls: Array(200).fill(sct) })).length, 32);
});
