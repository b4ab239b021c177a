/** SCTs that others made, of certificates that others issued. */
import assert from "node:assert/strict";
import {
  judgeChain,
  judgeTransparency,
  mozillaRoots,
  readLogList,
  trustStore,
} from "../../../src/x509/mod.ts";
import {
  authority,
  certificate,
  embeddedCertificate,
  logKey,
  signedCertificateTimestamp,
  wronglyEmbeddedCertificate,
} from "../../fixtures/certificate_transparency/published.ts";
import { inputOf, type LimboCase, limboFile } from "../limbo.ts";

const logId = "df1c2ec11500945247a96168325ddc5c7959e8f7c6d388fc002e0bbd3f74d764";

const list = readLogList(JSON.stringify({
  operators: [{
    name: "First",
    logs: [{
      description: "First log",
      log_id: Uint8Array.fromHex(logId).toBase64(),
      key: logKey.toBase64(),
      mmd: 86400,
      state: { usable: { timestamp: "2013-01-01T00:00:00Z" } },
    }],
  }],
}));

async function timestampsOf(leaf: Uint8Array, tls: readonly Uint8Array[] = []) {
  const now = new Date("2014-01-01T00:00:00Z");
  const judgement = await judgeChain({
    certificates: [leaf, authority],
    trustStore: trustStore([authority]),
    serverName: null,
    now,
  });
  const transparency = await judgeTransparency({
    judgement,
    signedCertificateTimestamps: tls,
    ocspResponse: null,
    logList: list,
    now,
  });
  return transparency!.timestamps;
}

Deno.test("the first log's published SCT for a certificate is verified", async () => {
  assert.deepEqual(await timestampsOf(certificate, [signedCertificateTimestamp]), [{
    source: "tls_extension",
    log_id: logId,
    log_name: "First log",
    operator: "First",
    state: "usable",
    timestamp: "2013-04-05T17:04:16.089Z",
    verified: "verified",
    objection: null,
  }]);
});

Deno.test("the first log's published certificate with an SCT inside is verified", async () => {
  const [timestamp, ...others] = await timestampsOf(embeddedCertificate);
  assert.equal(timestamp?.source, "certificate");
  assert.equal(timestamp?.verified, "verified");
  assert.equal(timestamp?.timestamp, "2013-04-05T17:04:16.275Z");
  assert.deepEqual(others, []);
});

Deno.test("the published certificate with another certificate's SCT inside has a bad signature", async () => {
  assert.equal((await timestampsOf(wronglyEmbeddedCertificate))[0]?.verified, "bad_signature");
});

Deno.test("an SCT for one certificate is not one for another", async () => {
  const timestamps = await timestampsOf(embeddedCertificate, [signedCertificateTimestamp]);
  assert.deepEqual(timestamps.map(({ verified }) => verified), ["verified", "bad_signature"]);
});

const reason = missing();

Deno.test({
  name: `real certificates of 2025 and 2026 have SCTs that real logs signed, as many as browsers ask for${
    reason === null ? "" : ` (skipped: ${reason})`
  }`,
  ignore: reason !== null,
  fn: async () => {
    const fixture = new URL("../../fixtures/certificate_transparency/log_list.json", import.meta.url);
    const logList = readLogList(await Deno.readTextFile(fixture));
    const { testcases } = JSON.parse(await Deno.readTextFile(limboFile)) as { testcases: LimboCase[] };
    let verified = 0;
    for (const testcase of testcases.filter(({ id }) => id.startsWith("online::"))) {
      const { leaf, intermediates, serverName, now: issuedAt } = inputOf(testcase);
      const now = new Date(issuedAt.getTime() + 2 * 86_400_000); // the suite checks when they were issued
      const trustStore = mozillaRoots();
      const judgement = await judgeChain({
        certificates: [leaf, ...intermediates],
        trustStore,
        serverName,
        now,
      });
      assert.equal(judgement.chain.error, null, testcase.id);
      const { timestamps, policy } = (await judgeTransparency({
        judgement,
        signedCertificateTimestamps: [],
        ocspResponse: null,
        logList,
        now,
      }))!;
      assert.ok(timestamps.length >= 2, testcase.id);
      assert.equal(policy?.met, policy?.unknown === 0, testcase.id);
      for (const { log_name, verified: verdict, objection } of timestamps) {
        // The list of the fixture is a part of the real one.
        if (verdict === "unknown_log") continue;
        assert.equal(verdict, "verified", `${testcase.id}, ${log_name}`);
        assert.equal(objection, null, `${testcase.id}, ${log_name}`);
        verified++;
      }
    }
    assert.ok(verified >= 18, `${verified} were verified`);
  },
});

function missing(): string | null {
  try {
    Deno.statSync(limboFile);
    return null;
  } catch {
    return "no copy of x509-limbo lies beside this repository";
  }
}
