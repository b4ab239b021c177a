import assert from "node:assert/strict";
import { rootCertificates } from "node:tls";
import { fromBase64 } from "../../src/bytes/mod.ts";
import { serverAuth } from "../../src/x509/extension/extended_key_usage.ts";
import { mozillaRoots, mozillaRootsProvenance, parseCertificate } from "../../src/x509/mod.ts";
import { Budget } from "../../src/x509/path/budget.ts";
import { PathJudge } from "../../src/x509/path/judge.ts";
import { SignatureChecks } from "../../src/x509/path/signatures.ts";
import { roots } from "../../src/x509/roots_data.ts";
import { hierarchy, now } from "./support.ts";

Deno.test("every generated root is found by its subject", () => {
  const store = mozillaRoots();
  for (const [key, base64] of roots) {
    const root = parseCertificate(fromBase64(base64));
    assert.equal(root.subject.key, key);
    assert.ok(store.findBySubject(root.subject).some(({ der }) => der.toBase64() === base64));
  }
});

Deno.test("every root that the platform bundles parses, without a fault that would refuse it", () => {
  for (const [, base64] of roots) {
    const root = parseCertificate(fromBase64(base64));
    assert.ok(root.selfIssued, root.subject.key);
    assert.notEqual(root.publicKey, null);
  }
});

Deno.test("every root bears the signature of its own key", async () => {
  for (const [key, base64] of roots) {
    const root = parseCertificate(fromBase64(base64));
    assert.equal(await new SignatureChecks(new Budget()).issued(root, root), "good", key);
  }
});

Deno.test("every root is trusted as it is, by the profile too, unless it has expired", async () => {
  const store = mozillaRoots();
  const judge = new PathJudge(
    { now, budget: new Budget(), purposes: [serverAuth], maximumIntermediates: null },
    "profile",
    store,
  );
  const { leaf } = await hierarchy();
  for (const [, base64] of roots) {
    const root = store.findBySubject(parseCertificate(fromBase64(base64)).subject)[0]!;
    const below = parseCertificate(leaf.der);
    const { failures } = judge.judge({ certificates: [below, root], end: "anchor" });
    assert.deepEqual(failures.map(({ rule }) => rule).filter((rule) => rule !== "expired"), []);
  }
});

Deno.test("the list says the day and the source that it was taken from", () => {
  assert.match(mozillaRootsProvenance.generatedOn, /^\d{4}-\d{2}-\d{2}$/);
  assert.ok(mozillaRootsProvenance.source.length > 0);
  assert.ok(mozillaRootsProvenance.count > 100);
});

Deno.test("an unknown subject finds nothing", () => {
  const { subject } = parseCertificate(fromBase64(roots[0]![1]));
  assert.deepEqual(mozillaRoots().findBySubject({ ...subject, key: '2.5.4.3="nobody"' }), []);
});

Deno.test({
  name: "the list is the one that the Deno of that day ships",
  // The platform's list asks for the sys permission, and another Deno ships another list.
  ignore: !mozillaRootsProvenance.source.includes(`Deno ${Deno.version.deno} `) ||
    (await Deno.permissions.query({ name: "sys" })).state !== "granted",
  fn: () => {
    const platform = rootCertificates.map((pem) => pem.replace(/-----[^-]+-----/g, "").replace(/\s/g, ""))
      .sort();
    assert.deepEqual(roots.map(([, base64]) => base64).sort(), platform);
  },
});
