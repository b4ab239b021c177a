import assert from "node:assert/strict";
import { formatText } from "../../src/formats/mod.ts";
import { passing, revocationAsked } from "../support/report_samples.ts";

Deno.test("each source that was asked has a row: whom about, what it said, and who it was", () => {
  const text = formatText(revocationAsked, { color: false, width: 200 });
  const rows = text.slice(text.indexOf("Revocation\n")).split("\n").slice(1, 4);
  assert.deepEqual(rows, [
    "Stapled  CN=www.example.com: good, until 2026-11-30 06:00 UTC",
    "OCSP     CN=www.example.com: no answer: the OCSP response did not come: The server answers with HTTP status 503 " +
    "(http://ocsp.example.com/)",
    "CRL      CN=Example Intermediate R3,O=Example Trust Services,C=CH: not to be relied on: the CRL was to be replaced " +
    "on 2026-11-20 (http://x1.example.com/crl)",
  ]);
});

Deno.test("where nothing was stapled or asked there is no such section", () => {
  for (const revocation of [null, []]) {
    assert.doesNotMatch(formatText({ ...passing, revocation }, { color: false, width: 80 }), /^Revocation$/m);
  }
});
