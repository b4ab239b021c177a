/** One judgement for clients that fetch what is missing and for those that do not. */
import assert from "node:assert/strict";
import { certificateAuthority, issue, type IssuedCertificate } from "../../src/demo/certificates.ts";
import { type JudgeInput, type Judgement, judgeWithFetched, trustStore } from "../../src/x509/mod.ts";
import { hierarchy, now } from "./support.ts";

const address = { caIssuers: ["http://ca.example/i.cer"] };
const { root, intermediate, leaf } = await hierarchy({ leaf: { authorityInfoAccess: address } });

function judged(
  sent: readonly IssuedCertificate[],
  fetched: readonly IssuedCertificate[],
  more: Partial<JudgeInput> = {},
): Promise<Judgement> {
  return judgeWithFetched({
    certificates: sent.map(({ der }) => der),
    fetched: fetched.map(({ der }) => der),
    trustStore: trustStore([root.der]),
    serverName: "www.example.com",
    now,
    ...more,
  });
}

function sourcesOf({ certificates }: Judgement): string[] {
  return certificates.map(({ source, subject }) => `${source} ${/CN=([^,]*)/.exec(subject)?.[1]}`);
}

Deno.test("the verdict stays that of what was sent, and the completed path stands behind it", async () => {
  const { chain, path, anchor, notes, ...judgement } = await judged([leaf], [intermediate]);
  assert.deepEqual([chain.error?.code, chain.trusted], ["incomplete_chain", false]);
  assert.deepEqual(chain.paths.map(({ trusted, error }) => [trusted, error?.code ?? null]), [
    [false, "incomplete_chain"],
    [true, null],
  ]);
  assert.deepEqual(sourcesOf({ chain, path, anchor, notes, ...judgement }), [
    "sent www.example.com",
    "aia Test Intermediate",
    "trust_store Test Root",
  ]);
  assert.equal(path.length, 3, "what is said of certificates is said of the completed path");
  assert.deepEqual(notes.missing?.addresses, address.caIssuers, "and what is missing stays missing");
});

Deno.test("with nothing fetched, or nothing that fits, it is the judgement of what was sent", async () => {
  for (const fetched of [[], [(await hierarchy()).intermediate], [root]]) {
    const { chain, certificates, path } = await judged([leaf], fetched);
    assert.equal(chain.error?.code, "incomplete_chain");
    assert.deepEqual([chain.paths.length, certificates.length, path.length], [1, 1, 1]);
  }
});

Deno.test("of a bag only what is on a path is shown, and a root that is trusted is shown once", async () => {
  const unrelated = (await hierarchy()).intermediate;
  const judgement = await judged([leaf], [unrelated, root, intermediate]);
  assert.deepEqual(sourcesOf(judgement), [
    "sent www.example.com",
    "aia Test Intermediate",
    "trust_store Test Root",
  ]);
});

Deno.test("a fetched root that nobody trusts shows that nothing was missing", async () => {
  const stranger = await certificateAuthority({ subject: { CN: "Stranger Root" }, now });
  const below = await certificateAuthority({
    subject: { CN: "Below" },
    issuer: stranger,
    authorityInfoAccess: address,
  });
  const other = await issue(below, { dnsNames: ["www.example.com"] });
  const { chain } = await judged([other, below], [stranger]);
  assert.equal(chain.error?.code, "unknown_issuer");
  assert.equal(chain.paths.length, 1);
  assert.match(chain.error!.message, /Stranger Root/);
});

Deno.test("an intermediate and the untrusted root above it were both missing: incomplete, and not trusted with them", async () => {
  const stranger = await certificateAuthority({ subject: { CN: "Stranger Root" }, now });
  const below = await certificateAuthority({ subject: { CN: "Below" }, issuer: stranger });
  const other = await issue(below, { dnsNames: ["www.example.com"], authorityInfoAccess: address });
  const { chain } = await judged([other], [below, stranger]);
  assert.equal(chain.error?.code, "incomplete_chain");
  assert.deepEqual(chain.paths.map(({ error }) => error?.code), ["incomplete_chain", "unknown_issuer"]);
});

Deno.test("another name and a revocation are seen with and without what was fetched", async () => {
  const named = await judged([leaf], [intermediate], { serverName: "other.example" });
  assert.equal(named.chain.name_matches, false);
  const revocations = [{ certificate: leaf.der, revokedAt: null, reason: null, according: "the list" }];
  const revoked = await judged([leaf], [intermediate], { revocations });
  assert.equal(revoked.chain.error?.code, "revoked");
  assert.ok(revoked.chain.paths.every(({ trusted }) => !trusted));
});

Deno.test("a path that is good already stays good when more is fetched for another", async () => {
  const { chain } = await judged([leaf, intermediate], [root]);
  assert.deepEqual([chain.error, chain.trusted], [null, true]);
});
