import assert from "node:assert/strict";
import { formatText } from "../../src/formats/mod.ts";
import { expired, incomplete, passing } from "../support/report_samples.ts";

const plain = { color: false, width: 80 };

Deno.test("a fetched certificate stands at the end in PEM, ready to be added", () => {
  const text = formatText(incomplete, plain);
  assert.match(text, /→ Add this certificate behind the server's own in its/);
  const [, base64] = /^-----BEGIN CERTIFICATE-----\n([^-]+)-----END CERTIFICATE-----$/m.exec(text)!;
  const lines = base64!.trimEnd().split("\n");
  assert.equal(lines.join(""), incomplete.certificates[1]!.cert_data);
  // RFC 7468 §2: 64 characters, but for the last line
  assert.ok(lines.slice(0, -1).every(({ length }) => length === 64));
  assert.equal(text.match(/BEGIN CERTIFICATE/g)!.length, 1, "neither the server's own nor the root");
});

Deno.test("where nothing is missing, or what was fetched leads nowhere, there is nothing to add", () => {
  const untrusted = incomplete.chain!.paths.map((path) => ({ ...path, trusted: false }));
  const leadsNowhere = { ...incomplete, chain: { ...incomplete.chain!, paths: untrusted } };
  for (const report of [passing, expired, leadsNowhere]) {
    assert.doesNotMatch(formatText(report, plain), /BEGIN CERTIFICATE/);
  }
});
