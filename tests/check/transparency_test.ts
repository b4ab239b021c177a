/** Signed certificate timestamps through a whole check, from all three places, with logs of the tests' own. */
import assert from "node:assert/strict";
import { check, checkEvents, type CheckOptions } from "../../src/check.ts";
import { OptionError } from "../../src/check_options.ts";
import { ocspResponse } from "../../src/demo/ocsp_response.ts";
import type { Runtime } from "../../src/net/mod.ts";
import { ProtocolVersion } from "../../src/registry/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { loggedCertificate, logListOf, ocspTimestamps, testLog } from "../support/ct_log.ts";
import { scriptedAuthority, serverName, validAt } from "../support/scripted_server/certificates.ts";
import { scriptedServer, type ServerScript } from "../support/scripted_server.ts";

const at = new Date(validAt.getTime() - 60_000);
const [first, second, third] = [
  await testLog({ name: "First" }),
  await testLog({ name: "Second", tiled: true }),
  await testLog({ name: "Third", kind: "RSA-2048" }),
];
const list = logListOf([first, second, third], at);

const root = await scriptedAuthority();
const leaf = await loggedCertificate({
  issuer: root,
  options: { dnsNames: [serverName] },
  timestamps: async (tbs, spki) => [await first.signPrecertificate(tbs, spki, { at })],
});
const certificate = { chain: [leaf.der, root.der], key: leaf.key };
const inTls = await second.signCertificate(leaf.der, { at });
const inOcsp = await third.signCertificate(leaf.der, { at });
const everywhere: Partial<ServerScript> = {
  certificate,
  signedCertificateTimestamps: [inTls],
  ocspResponse: await ocspResponse(root, {
    responses: [{ serialNumber: leaf.serialNumber, rawExtensions: [ocspTimestamps(inOcsp)] }],
  }),
};

function runtimeWith(script: Partial<ServerScript>): Runtime {
  return {
    ...denoRuntime(),
    clock: { now: () => validAt, monotonic: () => performance.now() },
    resolve: () => Promise.resolve([{ address: "192.0.2.7", family: 4 }]),
    dial: () => Promise.resolve(scriptedServer(script).stream),
  };
}

const options: CheckOptions = { anchors: [root.pem], noNative: true, timeout: 5 };

async function reportOn(script: Partial<ServerScript>, more: CheckOptions = {}): Promise<Report> {
  const report = await check(runtimeWith(script), serverName, { ...options, ...more });
  reportSchema.parse(report);
  return report;
}

function said({ steps }: Pick<Report, "steps">): string | undefined {
  const { facts } = steps.find(({ id }) => id === "authentication")!;
  return facts.find(({ name }) => name === "signed_certificate_timestamps")?.value;
}

function findings(report: Report): string[] {
  return report.findings.map(({ id }) => id).filter((id) => id.startsWith("transparency."));
}

for (const version of [ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2]) {
  const name = version === ProtocolVersion.TLS_1_3 ? "TLS 1.3" : "TLS 1.2";
  Deno.test(`${name}: SCTs from the certificate, the TLS extension and the OCSP response are verified`, async () => {
    const report = await reportOn({ ...everywhere, version }, { ctLogs: list });
    const common = { state: "usable", timestamp: at.toISOString(), verified: "verified", objection: null };
    assert.deepEqual(
      report.transparency,
      [["certificate", first], ["tls_extension", second], ["ocsp", third]].map(([source, log]) => {
        const { id, name, operator } = log as typeof first;
        return { source, log_id: id.toHex(), log_name: name, operator, ...common };
      }),
    );
    assert.equal(
      said(report),
      "1 in the certificate, 1 in the TLS extension, 1 in the OCSP response; verified: First, Second, Third",
    );
    assert.deepEqual(findings(report), []);
    assert.equal(report.verdict, "pass", report.summary);
  });
}

Deno.test("without a list nothing is verified, and the verdict is the same", async () => {
  const report = await reportOn(everywhere);
  assert.deepEqual(report.transparency?.map(({ verified }) => verified), Array(3).fill("no_log_list"));
  assert.match(said(report)!, /; not verified, no log list$/);
  assert.deepEqual(findings(report), []);
  assert.equal(report.verdict, "pass", report.summary);
});

Deno.test("an SCT of another certificate is a warning", async () => {
  const other = await second.signCertificate(root.der, { at });
  const report = await reportOn({ certificate, signedCertificateTimestamps: [other] }, { ctLogs: list });
  assert.deepEqual(report.transparency?.map(({ verified }) => verified), ["verified", "bad_signature"]);
  assert.deepEqual(findings(report), ["transparency.bad_signature"]);
  assert.equal(report.verdict, "warn");
});

Deno.test("no SCT is no fault of a certificate whose root only its owner trusts", async () => {
  const report = await reportOn({}, { ctLogs: list });
  assert.deepEqual(report.transparency, []);
  assert.equal(said(report), "none");
  assert.deepEqual(findings(report), []);
  assert.equal(report.verdict, "pass", report.summary);
});

Deno.test("step 3 has them when it is told, before the report", async () => {
  for await (const event of checkEvents(runtimeWith(everywhere), serverName, { ...options, ctLogs: list })) {
    if (event.type === "step" && event.step.id === "authentication") {
      assert.match(said({ steps: [event.step] })!, /verified: First, Second, Third$/);
      return;
    }
  }
  assert.fail("step 3 was not told");
});

Deno.test("a list that is none is refused before anything is dialled", () => {
  const runtime = { ...runtimeWith({}), dial: () => assert.fail("dialled") };
  assert.throws(
    () => checkEvents(runtime, serverName, { ...options, ctLogs: "{}" }),
    (error) => error instanceof OptionError && error.field === "ct-logs" && error.hint !== "",
  );
});

Deno.test("where no certificate came there is nothing to say", async () => {
  const report = await reportOn({ alter: (_turn, message) => message.slice(0, 0) }, { ctLogs: list });
  assert.equal(report.transparency, null);
  assert.equal(said(report), undefined);
});
