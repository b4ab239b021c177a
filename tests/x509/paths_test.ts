import assert from "node:assert/strict";
import { generateSigningKey } from "../../src/crypto/signing_key.ts";
import {
  certificateAuthority,
  issue,
  type IssuedCertificate,
  selfSigned,
} from "../../src/demo/certificates.ts";
import { explicit, implicit, sequence } from "../../src/demo/der.ts";
import { extension } from "../../src/demo/extensions.ts";
import {
  combine,
  judgeChain,
  type JudgeInput,
  type Judgement,
  mozillaRoots,
  trustStore,
} from "../../src/x509/mod.ts";
import { days, hierarchy, judgementOf, now, validationOf } from "./support.ts";

function judge(
  sent: readonly IssuedCertificate[],
  anchors: readonly IssuedCertificate[],
  more: Partial<JudgeInput> = {},
): Promise<Judgement> {
  return judgeChain({
    certificates: sent.map(({ der }) => der),
    trustStore: trustStore(anchors.map(({ der }) => der)),
    serverName: "www.example.com",
    now,
    ...more,
  });
}

const subjects = ({ certificates }: Judgement) =>
  certificates.map(({ subject, source }) => `${subject} ${source}`);

Deno.test("a chain as it should be is trusted, valid and for the name", async () => {
  const chain = await hierarchy();
  const judgement = await judgementOf(chain);
  assert.equal(judgement.chain.trusted, true);
  assert.equal(judgement.chain.name_matches, true);
  assert.equal(judgement.chain.valid_now, true);
  assert.equal(judgement.chain.error, null);
  assert.equal(judgement.chain.paths.length, 1);
  assert.deepEqual(
    judgement.chain.paths[0]!.certificates,
    judgement.certificates.map((each) => each.fingerprint_sha256),
  );
  assert.deepEqual(subjects(judgement), [
    "CN=www.example.com sent",
    "CN=Test Intermediate,O=Test sent",
    "CN=Test Root,O=Test trust_store",
  ]);
  assert.deepEqual(judgement.violations, []);
  assert.equal((await validationOf(chain)).ok, true);
});

Deno.test("without a name, none is matched", async () => {
  const { chain } = await judgementOf(await hierarchy(), { serverName: null });
  assert.equal(chain.name_matches, null);
  assert.equal(chain.error, null);
});

Deno.test("another name is told apart from trust", async () => {
  const chain = await hierarchy();
  const { chain: judged } = await judgementOf(chain, { serverName: "other.example" });
  assert.equal(judged.trusted, true);
  assert.equal(judged.name_matches, false);
  assert.equal(judged.error?.code, "name_mismatch");
  assert.equal(judged.error?.message, "The certificate is valid for www.example.com, not other.example");
  assert.equal(judged.paths[0]!.error, null);
  assert.equal((await validationOf(chain, { serverName: "other.example" })).ok, false);
});

Deno.test("the server did not send the intermediate", async () => {
  const { root, intermediate } = await hierarchy();
  const address = "http://ca.example/intermediate.der";
  const leaf = await issue(intermediate, {
    dnsNames: ["www.example.com"],
    authorityInfoAccess: { caIssuers: [address] },
  });
  const { chain, notes } = await judge([leaf], [root]);
  assert.equal(chain.error?.code, "incomplete_chain");
  assert.equal(
    chain.error?.message,
    `The server did not send the intermediate "Test Intermediate", which issued the certificate; the issuer offers it at ${address}`,
  );
  assert.equal(chain.trusted, false);
  assert.equal(chain.valid_now, true);
  assert.equal(chain.name_matches, true);
  assert.deepEqual(notes.missing, { subject: "CN=Test Intermediate,O=Test", addresses: [address] });

  const fetched = await judge([leaf], [root], { fetched: [intermediate.der] });
  assert.equal(fetched.chain.error, null);
  assert.ok(subjects(fetched).includes("CN=Test Intermediate,O=Test aia"));
});

Deno.test("a certificate of a private authority is of an unknown issuer where only public roots are trusted", async () => {
  const { root, leaf } = await hierarchy();
  const publicOnly = await judge([leaf], [], { trustStore: mozillaRoots() });
  assert.equal(publicOnly.chain.error?.code, "unknown_issuer");
  assert.equal(
    publicOnly.chain.error?.message,
    `The chain ends at "CN=Test Intermediate,O=Test", which was not sent and is not in Mozilla's root store`,
  );
  const own = combine([mozillaRoots(), trustStore([root.der], "ca.pem")]);
  assert.equal((await judge([leaf], [], { trustStore: own })).chain.error?.code, "incomplete_chain");
});

Deno.test("an authority key identifier that names a self-signed issuer tells a root from an intermediate", async () => {
  const { root, intermediate } = await hierarchy();
  const aki = (grandIssuer: Uint8Array) =>
    extension("2.5.29.35", sequence(explicit(1, explicit(4, grandIssuer)), implicit(2, Uint8Array.of(1))));
  const fromRoot = await issue(root, {
    dnsNames: ["www.example.com"],
    extensions: { authorityKeyIdentifier: aki(root.subject) },
  });
  assert.equal((await judge([fromRoot], [])).chain.error?.code, "unknown_issuer");
  const fromIntermediate = await issue(intermediate, {
    dnsNames: ["www.example.com"],
    extensions: { authorityKeyIdentifier: aki(root.subject) },
  });
  assert.equal((await judge([fromIntermediate], [])).chain.error?.code, "incomplete_chain");
});

Deno.test("a self-signed certificate is called that", async () => {
  const leaf = await selfSigned({ dnsNames: ["www.example.com"], now });
  const { chain } = await judge([leaf], []);
  assert.equal(chain.error?.code, "self_signed");
  assert.match(chain.error!.message, /"CN=www\.example\.com" vouches for itself/);
  assert.equal(chain.trusted, false);
});

Deno.test("a self-signed certificate that is itself an anchor is trusted", async () => {
  const leaf = await selfSigned({ dnsNames: ["www.example.com"], now });
  const { chain } = await judge([leaf], [leaf]);
  assert.equal(chain.error, null);
  assert.equal(chain.paths[0]!.certificates.length, 1);
});

Deno.test("a root that nobody trusts is named, whether it was sent or left out", async () => {
  const { root, intermediate, leaf } = await hierarchy();
  const { root: other } = await hierarchy({ root: { subject: "Other Root" } });
  for (const sent of [[leaf, intermediate, root], [leaf, intermediate]]) {
    const { chain } = await judge(sent, [other]);
    assert.equal(chain.error?.code, "unknown_issuer");
    assert.match(chain.error!.message, /"CN=Test Root,O=Test"/);
  }
});

Deno.test("an impostor that bears the issuer's name is a bad signature", async () => {
  const { root, intermediate, leaf } = await hierarchy();
  const impostor = await hierarchy();
  const { chain } = await judge([leaf, impostor.intermediate], [impostor.root]);
  assert.equal(chain.error?.code, "bad_signature");
  assert.match(chain.error!.message, /another key with the same name did/);
  assert.equal((await judge([leaf, impostor.intermediate, intermediate], [root])).chain.error, null);
});

Deno.test("a forged signature is told, whose key did not make it", async () => {
  const forger = await generateSigningKey("P-256");
  const { chain } = await judgementOf(await hierarchy({ leaf: { signedBy: forger } }));
  assert.equal(chain.error?.code, "bad_signature");
  assert.match(
    chain.error!.message,
    /^The key of "Test Intermediate" did not sign the certificate of "www\.example\.com"/,
  );
});

Deno.test("a certificate changed in one octet is a bad signature", async () => {
  const { root, intermediate, leaf } = await hierarchy();
  const text = new TextDecoder("latin1").decode(leaf.der);
  const changed = leaf.der.slice();
  changed[text.lastIndexOf("www.example.com")] = "v".charCodeAt(0);
  const { chain } = await judge([{ ...leaf, der: changed }, intermediate], [root], {
    serverName: "vww.example.com",
  });
  assert.equal(chain.error?.code, "bad_signature");
});

Deno.test("order, duplicates and what is not needed change nothing, and are noted", async () => {
  const { root, intermediate: upper } = await hierarchy();
  const lower = await certificateAuthority({ subject: "Lower", issuer: upper });
  const leaf = await issue(lower, { dnsNames: ["www.example.com"] });
  const unrelated = await hierarchy({
    root: { subject: "Unrelated Root" },
    intermediate: { subject: "Unrelated" },
  });
  const { chain, notes } = await judge([leaf, upper, lower, lower, unrelated.intermediate, root], [root]);
  assert.equal(chain.error, null);
  assert.deepEqual(notes, {
    wrongOrder: true,
    duplicates: [3],
    superfluous: [4],
    roots: [5],
    unreadable: [],
    missing: null,
  });
  assert.equal((await judge([leaf, lower, upper], [root])).notes.wrongOrder, false);
});

Deno.test("an unreadable certificate behind the leaf is noted and left alone", async () => {
  const { root, intermediate, leaf } = await hierarchy();
  const { chain, notes } = await judge([leaf, { ...leaf, der: leaf.der.slice(0, -1) }, intermediate], [root]);
  assert.equal(chain.error, null);
  assert.equal(notes.unreadable[0]?.index, 1);
});

Deno.test("no certificate, and one that is none, have their codes", async () => {
  const { root, leaf } = await hierarchy();
  const none = await judge([], [root]);
  assert.equal(none.chain.error?.code, "no_certificate");
  assert.equal(none.leaf, null);
  const cut = await judge([{ ...leaf, der: leaf.der.slice(0, 100) }], [root]);
  assert.equal(cut.chain.error?.code, "malformed_certificate");
  assert.match(cut.chain.error!.message, /octet \d+/);
  assert.deepEqual(cut.chain.paths, []);
});

Deno.test("an expired path beside a good one does no harm", async () => {
  const key = await generateSigningKey("P-256");
  const oldRoot = await certificateAuthority({
    subject: "Old Root",
    now,
    notBefore: days(-400),
    notAfter: days(-1),
  });
  const newRoot = await certificateAuthority({ subject: "New Root", now, key });
  const cross = await certificateAuthority({
    subject: "New Root",
    issuer: oldRoot,
    key,
    notBefore: days(-300),
    notAfter: days(-2),
  });
  const leaf = await issue(newRoot, { dnsNames: ["www.example.com"] });
  const { chain } = await judge([leaf, cross], [oldRoot, newRoot]);
  assert.equal(chain.error, null);
  assert.equal(chain.paths.length, 2);
  assert.equal(chain.paths.filter(({ error }) => error?.code === "expired").length, 1);
  const withoutNew = await judge([leaf, cross], [oldRoot]);
  assert.equal(withoutNew.chain.error?.code, "expired");
  assert.equal(withoutNew.chain.trusted, true, "trust leaves time aside");
  assert.equal(withoutNew.chain.valid_now, false);
});

Deno.test("a cross-signed root leads to the root that is trusted", async () => {
  const key = await generateSigningKey("P-256");
  const trusted = await certificateAuthority({ subject: "Trusted", now });
  const selfMade = await certificateAuthority({ subject: "Cross", now, key });
  const cross = await certificateAuthority({ subject: "Cross", issuer: trusted, key });
  const leaf = await issue(selfMade, { dnsNames: ["www.example.com"] });
  const { chain } = await judge([leaf, selfMade, cross], [trusted]);
  assert.equal(chain.error, null);
  assert.equal(chain.paths[0]!.certificates.length, 3);
});

Deno.test("authorities that certify each other do not lead in circles", async () => {
  const [keyA, keyB] = [await generateSigningKey("P-256"), await generateSigningKey("P-256")];
  const rootB = await certificateAuthority({ subject: "B", now, key: keyB });
  const a = await certificateAuthority({ subject: "A", issuer: rootB, key: keyA });
  const b = await certificateAuthority({ subject: "B", issuer: a, key: keyB });
  const leaf = await issue(a, { dnsNames: ["www.example.com"] });
  const { root } = await hierarchy();
  const { chain } = await judge([leaf, a, b], [root]);
  assert.equal(chain.error?.code, "unknown_issuer");
  assert.match(chain.error!.message, /in a circle/);
  assert.equal((await judge([leaf, a, b], [rootB])).chain.error, null);
});

Deno.test("of several authorities with one name, the one whose key signed is found", async () => {
  const { root } = await hierarchy();
  const others = await Promise.all(
    Array.from({ length: 10 }, () => certificateAuthority({ subject: "Same", issuer: root })),
  );
  const leaf = await issue(others[7]!, { dnsNames: ["www.example.com"] });
  assert.equal((await judge([leaf, ...others], [root])).chain.error, null);
});

Deno.test("the issuer is found though its name is written otherwise (RFC 5280 §7.1)", async () => {
  const { root, intermediate } = await hierarchy();
  const leaf = await issue(intermediate, {
    dnsNames: ["www.example.com"],
    issuerName: { O: "TEST", CN: "test  intermediate" },
  });
  assert.equal((await judge([leaf, intermediate], [root])).chain.error, null);
});

Deno.test("a hundred authorities of one name and one key are judged within the bounds", async () => {
  const key = await generateSigningKey("P-256");
  const top = await certificateAuthority({ subject: "Same", now, key });
  const others = await Promise.all(
    Array.from({ length: 100 }, () => certificateAuthority({ subject: "Same", issuer: top, key })),
  );
  const leaf = await issue(top, { dnsNames: ["www.example.com"] });
  const { root } = await hierarchy();
  assert.equal((await judge([leaf, ...others], [root])).chain.error?.code, "too_complex");
  assert.equal(
    (await judge([leaf, ...others], [top])).chain.error,
    null,
    "a good path that was found is good",
  );
});

Deno.test("a path that is longer than is followed is too complex, and says so", async () => {
  const { root } = await hierarchy();
  const ladder = [root];
  for (let i = 0; i < 14; i++) {
    ladder.push(await certificateAuthority({ subject: `Step ${i}`, issuer: ladder.at(-1)! }));
  }
  const leaf = await issue(ladder.at(-1)!, { dnsNames: ["www.example.com"] });
  const { chain } = await judge([leaf, ...ladder.slice(1)], [root]);
  assert.equal(chain.error?.code, "too_complex");
  assert.match(chain.error!.message, /12 certificates/);
});

Deno.test("more certificates than are looked at are too complex unless a path was found", async () => {
  const { root, intermediate, leaf } = await hierarchy();
  const filler = Array.from({ length: 200 }, () => root);
  assert.equal((await judge([leaf, ...filler, intermediate], [root])).chain.error?.code, "too_complex");
  assert.equal((await judge([leaf, intermediate, ...filler], [root])).chain.error, null);
});

Deno.test("no octet of what a server sends, changed, makes the judgement throw", async () => {
  const { root, intermediate, leaf } = await hierarchy();
  for (const [which, { der }] of [leaf, intermediate].entries()) {
    for (let at = 0; at < der.length; at++) {
      const changed = der.slice();
      changed[at] = changed[at]! ^ 0x15;
      const sent = which === 0
        ? [{ ...leaf, der: changed }, intermediate]
        : [leaf, { ...intermediate, der: changed }];
      const { chain } = await judge(sent, [root]);
      assert.notEqual(chain.error, null, `certificate ${which}, octet ${at}`);
    }
  }
});
