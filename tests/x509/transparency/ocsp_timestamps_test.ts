import assert from "node:assert/strict";
import { issue } from "../../../src/demo/certificates.ts";
import { extension } from "../../../src/demo/extensions.ts";
import { explicit, generalizedTime, octetString, sequence } from "../../../src/demo/der.ts";
import { ocspRefusal, ocspResponse } from "../../../src/demo/ocsp_response.ts";
import { ocspTimestampLists } from "../../../src/x509/transparency/ocsp_timestamps.ts";
import { MalformedCertificateError } from "../../../src/x509/mod.ts";
import { testLog, timestampList } from "../../support/ct_log.ts";
import { elements } from "../../demo/elements.ts";
import { contentOf } from "../../../src/demo/der.ts";
import { anHourAgo, now, root, verdicts } from "./support.ts";

const log = await testLog();
const leaf = await issue(root, { dnsNames: ["www.example.com"] });
const stranger = await issue(root, { dnsNames: ["other.example.com"] });
const sct = await log.signCertificate(leaf.der, { at: anHourAgo });

const TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.5";

/** A response about these certificates, each with its SCTs; what signs it does not matter here. */
async function response(
  about: readonly { readonly serialNumber: Uint8Array; readonly scts?: readonly Uint8Array[] }[],
  more: readonly Uint8Array[] = [],
): Promise<Uint8Array> {
  const plain = await ocspResponse(root, { responses: about.map(({ serialNumber }) => ({ serialNumber })) });
  // OCSPResponse, responseBytes, ResponseBytes, BasicOCSPResponse, tbsResponseData
  const [status, bytes] = elements(contentOf(plain)) as [Uint8Array, Uint8Array];
  const [type, octets] = elements(contentOf(contentOf(bytes))) as [Uint8Array, Uint8Array];
  const [data, ...signature] = elements(contentOf(contentOf(octets))) as [Uint8Array, ...Uint8Array[]];
  const [responder, produced, responses] = elements(contentOf(data)) as [Uint8Array, Uint8Array, Uint8Array];
  const singles = elements(contentOf(responses)).map((single, index) => {
    const scts = about[index]!.scts;
    const extensions = [
      ...more,
      ...(scts === undefined ? [] : [extension(TIMESTAMPS, octetString(timestampList(...scts)))]),
    ];
    return extensions.length === 0
      ? single
      : sequence(contentOf(single), explicit(1, sequence(...extensions)));
  });
  const basic = sequence(sequence(responder, produced, sequence(...singles)), ...signature);
  return sequence(status, explicit(0, sequence(type, octetString(basic))));
}

Deno.test("SCTs from a stapled OCSP response are verified over the certificate", async () => {
  const stapled = await response([{ serialNumber: leaf.serialNumber, scts: [sct] }]);
  assert.deepEqual(await verdicts({ leaf, logs: [log], ocspResponse: stapled }), ["ocsp: verified"]);
});

Deno.test("other extensions beside them, and what is said of other certificates, are passed over", async () => {
  const cutOff = extension("1.3.6.1.5.5.7.48.1.6", generalizedTime(now));
  const stapled = await response([
    { serialNumber: stranger.serialNumber, scts: [Uint8Array.of(9)] },
    { serialNumber: leaf.serialNumber, scts: [sct, sct] },
  ], [cutOff]);
  assert.deepEqual(ocspTimestampLists(stapled, leaf.serialNumber).length, 1);
  assert.deepEqual(await verdicts({ leaf, logs: [log], ocspResponse: stapled }), [
    "ocsp: verified",
    "ocsp: verified",
  ]);
});

Deno.test("a response without SCTs has none", async () => {
  const stapled = await response([{ serialNumber: leaf.serialNumber }]);
  assert.deepEqual(ocspTimestampLists(stapled, leaf.serialNumber), []);
  assert.deepEqual(ocspTimestampLists(ocspRefusal(6), leaf.serialNumber), []);
});

Deno.test("every prefix of a response is refused, and adds no SCT to a report", async () => {
  const stapled = await response([{ serialNumber: leaf.serialNumber, scts: [sct] }]);
  for (let length = 0; length < stapled.length; length++) {
    assert.throws(
      () => ocspTimestampLists(stapled.subarray(0, length), leaf.serialNumber),
      MalformedCertificateError,
      `${length} octets`,
    );
  }
  assert.deepEqual(await verdicts({ leaf, logs: [log], ocspResponse: stapled.subarray(0, 99) }), []);
});
