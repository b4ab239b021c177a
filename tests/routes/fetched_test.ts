/** The page for what was fetched: the certificates to copy, and the box that asks about revocation. */
import assert from "node:assert/strict";
import { incomplete, passing } from "../support/report_samples.ts";
import { appWith } from "./support.ts";

const address = "/check?target=example.com";

Deno.test("every certificate is there to be copied in PEM, and the fetched one says what for", async () => {
  const html = await (await appWith(incomplete).app.request(address)).text();
  const pems = [...html.matchAll(
    /<summary>([^<]+)<\/summary><div class="snippet"><pre[^>]*>-----BEGIN CERTIFICATE-----\n([^<]*)\n-----END CERTIFICATE-----<\/pre>/g,
  )];
  const copied = new Map(pems.map(([, words, lines]) => [lines!.replaceAll("\n", ""), words]));
  assert.deepEqual(
    new Set(copied.keys()),
    new Set(incomplete.certificates.map(({ cert_data }) => cert_data)),
  );
  assert.ok(pems.every(([, , lines]) => lines!.split("\n").every(({ length }) => length <= 64)));
  const fetched = incomplete.certificates.find(({ source }) => source === "aia")!;
  assert.match(copied.get(fetched.cert_data)!, /to add to the server&#39;s certificate file/);
});

Deno.test("certificates too long for a page are left to the JSON", async () => {
  const [leaf] = passing.certificates;
  const certificates = [{ ...leaf!, cert_data: "A".repeat(100_000) }];
  const html = await (await appWith({ ...passing, certificates }).app.request(address)).text();
  assert.doesNotMatch(html, /BEGIN CERTIFICATE/);
  assert.match(html, /its bytes are in the JSON/);
});

Deno.test("the box about revocation reaches the check, and stays ticked", async () => {
  const { app, asked } = appWith(passing);
  const html = await (await app.request(`${address}&revocation=1`)).text();
  assert.deepEqual(asked[0]!.options, { revocation: true });
  assert.match(html, /<input type="checkbox" name="revocation" value="1" checked/);
  assert.doesNotMatch(await (await app.request(address)).text(), /name="revocation" value="1" checked/);
});
