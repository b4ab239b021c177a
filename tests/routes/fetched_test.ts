/** The page for what was fetched: the certificate to add, and the box that asks about revocation. */
import assert from "node:assert/strict";
import { incomplete, passing } from "../support/report_samples.ts";
import { appWith } from "./support.ts";

const address = "/check?target=example.com";

Deno.test("a fetched certificate is there to be copied in PEM, and no other is", async () => {
  const html = await (await appWith(incomplete).app.request(address)).text();
  const [, pem] = /<pre[^>]*>(-----BEGIN CERTIFICATE-----[^<]*-----END CERTIFICATE-----)<\/pre>/.exec(html)!;
  const lines = pem!.split("\n").slice(1, -1);
  assert.equal(lines.join(""), incomplete.certificates[1]!.cert_data);
  assert.ok(lines.every(({ length }) => length <= 64));
  assert.equal(html.match(/BEGIN CERTIFICATE/g)!.length, 1);
  assert.doesNotMatch(await (await appWith(passing).app.request(address)).text(), /BEGIN CERTIFICATE/);
});

Deno.test("the box about revocation reaches the check, and stays ticked", async () => {
  const { app, asked } = appWith(passing);
  const html = await (await app.request(`${address}&revocation=1`)).text();
  assert.deepEqual(asked[0]!.options, { revocation: true });
  assert.match(html, /<input type="checkbox" name="revocation" value="1" checked/);
  assert.doesNotMatch(await (await app.request(address)).text(), /name="revocation" value="1" checked/);
});
