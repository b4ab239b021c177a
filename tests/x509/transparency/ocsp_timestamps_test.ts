import assert from "node:assert/strict";
import { issue } from "../../../src/demo/certificates.ts";
import { extension } from "../../../src/demo/extensions.ts";
import { generalizedTime } from "../../../src/demo/der.ts";
import { ocspRefusal, ocspResponse } from "../../../src/demo/ocsp_response.ts";
import { ocspTimestampLists } from "../../../src/x509/transparency/ocsp_timestamps.ts";
import { MalformedCertificateError } from "../../../src/x509/mod.ts";
import { ocspTimestamps, testLog } from "../../support/ct_log.ts";
import { anHourAgo, now, root, verdicts } from "./support.ts";

const log = await testLog();
const leaf = await issue(root, { dnsNames: ["www.example.com"] });
const stranger = await issue(root, { dnsNames: ["other.example.com"] });
const sct = await log.signCertificate(leaf.der, { at: anHourAgo });
const { serialNumber } = leaf;

Deno.test("SCTs from a stapled OCSP response are verified over the certificate", async () => {
  const stapled = await ocspResponse(root, {
    responses: [{ serialNumber, rawExtensions: [ocspTimestamps(sct)] }],
  });
  assert.deepEqual(await verdicts({ leaf, logs: [log], ocspResponse: stapled }), ["ocsp: verified"]);
});

Deno.test("other extensions beside them, and what is said of other certificates, are passed over", async () => {
  const cutOff = extension("1.3.6.1.5.5.7.48.1.6", generalizedTime(now));
  const stapled = await ocspResponse(root, {
    responderId: "byName",
    responses: [
      { serialNumber: stranger.serialNumber, rawExtensions: [ocspTimestamps(Uint8Array.of(9))] },
      { serialNumber, nextUpdate: null, rawExtensions: [cutOff, ocspTimestamps(sct, sct)] },
    ],
    rawExtensions: [extension("1.3.6.1.5.5.7.48.1.2", Uint8Array.of(4, 1, 7))],
  });
  assert.deepEqual(ocspTimestampLists(stapled, serialNumber).length, 1);
  assert.deepEqual(await verdicts({ leaf, logs: [log], ocspResponse: stapled }), [
    "ocsp: verified",
    "ocsp: verified",
  ]);
});

Deno.test("a list within a response that cannot be read is malformed", async () => {
  const extensions = [extension("1.3.6.1.4.1.11129.2.4.5", Uint8Array.of(4, 2, 0, 9))];
  const stapled = await ocspResponse(root, { responses: [{ serialNumber, rawExtensions: extensions }] });
  assert.deepEqual(await verdicts({ leaf, logs: [log], ocspResponse: stapled }), ["ocsp: malformed"]);
});

Deno.test("a response without SCTs, or without an answer, has none", async () => {
  const revoked = { revocationTime: anHourAgo, reason: 1 };
  const stapled = await ocspResponse(root, { responses: [{ serialNumber, status: revoked }] });
  assert.deepEqual(ocspTimestampLists(stapled, serialNumber), []);
  assert.deepEqual(ocspTimestampLists(ocspRefusal(6), serialNumber), []);
});

Deno.test("every prefix of a response is refused, and adds no SCT to a report", async () => {
  const stapled = await ocspResponse(root, {
    responses: [{ serialNumber, rawExtensions: [ocspTimestamps(sct)] }],
  });
  for (let length = 0; length < stapled.length; length++) {
    assert.throws(
      () => ocspTimestampLists(stapled.subarray(0, length), serialNumber),
      MalformedCertificateError,
      `${length} octets`,
    );
  }
  assert.deepEqual(await verdicts({ leaf, logs: [log], ocspResponse: stapled.subarray(0, 99) }), []);
});
