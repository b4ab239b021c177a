/**
 * Chains built like those of the large public authorities, and roots with the oddities of old ones: what clients
 * trust is trusted, and nothing is said against it.
 */
import assert from "node:assert/strict";
import { generateSigningKey, type SigningKey, type SigningKeyKind } from "../../src/crypto/signing_key.ts";
import {
  type AuthorityOptions,
  certificateAuthority,
  type CertificateOptions,
  issue,
  type IssuedCertificate,
} from "../../src/demo/certificates.ts";
import { explicit, generalizedTime, implicit, sequence } from "../../src/demo/der.ts";
import { basicConstraints, extension } from "../../src/demo/extensions.ts";
import { judgeChain, type Judgement, trustStore } from "../../src/x509/mod.ts";
import { days, now } from "./support.ts";

const keys = new Map<string, Promise<SigningKey>>();

/** RSA keys take their time: one for each name. */
function key(kind: SigningKeyKind, name: string): Promise<SigningKey> {
  let known = keys.get(`${kind} ${name}`);
  if (known === undefined) keys.set(`${kind} ${name}`, known = generateSigningKey(kind));
  return known;
}

function judge(
  sent: readonly IssuedCertificate[],
  anchors: readonly IssuedCertificate[],
  strictness: "clients" | "profile" = "profile",
): Promise<Judgement> {
  return judgeChain({
    certificates: sent.map(({ der }) => der),
    trustStore: trustStore(anchors.map(({ der }) => der)),
    serverName: "www.example.com",
    now,
    strictness,
  });
}

async function assertSpotless(
  sent: readonly IssuedCertificate[],
  anchors: readonly IssuedCertificate[],
): Promise<Judgement> {
  const judgement = await judge(sent, anchors);
  assert.equal(judgement.chain.error, null);
  assert.deepEqual(judgement.violations.map(({ message }) => message), []);
  return judgement;
}

const addresses = {
  authorityInfoAccess: { caIssuers: ["http://r10.i.example/"] },
  crlDistributionPoints: ["http://r10.c.example/41.crl"],
} as const;

const intermediateOf = (issuer: IssuedCertificate, options: Partial<AuthorityOptions>) =>
  certificateAuthority({
    subject: "I",
    issuer,
    pathLength: 0,
    keyUsage: ["digitalSignature", "keyCertSign", "cRLSign"],
    extendedKeyUsage: ["clientAuth", "serverAuth"],
    ...addresses,
    ...options,
  });

const leafOf = (issuer: IssuedCertificate, options: CertificateOptions = {}) =>
  issue(issuer, {
    dnsNames: ["www.example.com", "*.example.com", "example.com"],
    signedCertificateTimestamps: new Uint8Array(242).with(1, 240),
    ...addresses,
    ...options,
  });

/** A root, with another certificate of the same name and key that `issuer` signed. */
async function crossSigned(
  issuer: IssuedCertificate,
  options: AuthorityOptions,
): Promise<{ readonly root: IssuedCertificate; readonly cross: IssuedCertificate }> {
  const root = await certificateAuthority({ now, ...options });
  const cross = await certificateAuthority({ ...options, issuer, key: root.key, extendedKeyUsage: null });
  return { root, cross };
}

Deno.test("an RSA hierarchy with a longer key at its root, whose cross-signature by an older one is sent along", async () => {
  const older = await certificateAuthority({
    subject: { O: "Digital Signature Trust Co.", CN: "DST Root" },
    now,
    key: await key("RSA-2048", "older"),
    notBefore: days(-7_300),
    notAfter: days(-1_800),
  });
  const { root, cross } = await crossSigned(older, {
    subject: { C: "US", O: "Internet Security Research Group", CN: "Root X1" },
    key: await key("RSA-3072", "root"),
  });
  const intermediate = await intermediateOf(root, {
    subject: { C: "US", O: "Let's Encrypt", CN: "R10" },
    key: await key("RSA-2048", "intermediate"),
  });
  const leaf = await leafOf(intermediate, { key: await key("RSA-2048", "leaf"), subject: [] });
  await assertSpotless([leaf, intermediate], [root]);
  const { chain } = await assertSpotless([leaf, intermediate, cross], [root]);
  assert.equal(chain.paths.length, 2, "the way over the older root was tried too");
  await assertSpotless([leaf, intermediate, cross], [root, older]);
});

Deno.test("an ECDSA hierarchy whose root is not known yet, over the cross-signature of one that is", async () => {
  const known = await certificateAuthority({
    subject: { C: "US", O: "Internet Security Research Group", CN: "Root X1" },
    now,
    key: await key("RSA-3072", "root"),
  });
  const { root, cross } = await crossSigned(known, {
    subject: { C: "US", O: "Internet Security Research Group", CN: "Root X2" },
    key: await key("P-384", "x2"),
  });
  const subject = { C: "US", O: "Let's Encrypt", CN: "E5" };
  const e5 = await key("P-384", "e5");
  const intermediate = await intermediateOf(root, { subject, key: e5 });
  const crossIntermediate = await intermediateOf(known, { subject, key: e5 });
  const leaf = await leafOf(intermediate);
  await assertSpotless([leaf, intermediate], [root]);
  await assertSpotless([leaf, intermediate, cross], [known]);
  await assertSpotless([leaf, crossIntermediate], [known]);
  await assertSpotless([leaf, intermediate, crossIntermediate, cross], [root, known]);
});

Deno.test("a root cross-signed by one that has expired, sent with it, as many old servers still do", async () => {
  const addTrust = await certificateAuthority({
    subject: { C: "SE", O: "AddTrust AB", CN: "AddTrust External CA Root" },
    now,
    key: await key("RSA-2048", "older"),
    notBefore: days(-9_600),
    notAfter: days(-2_300),
  });
  const { root, cross } = await crossSigned(addTrust, {
    subject: { C: "US", O: "The USERTRUST Network", CN: "USERTrust RSA Certification Authority" },
    key: await key("RSA-3072", "root"),
    notBefore: days(-5_000),
  });
  const expiredCross = await certificateAuthority({
    subject: { C: "US", O: "The USERTRUST Network", CN: "USERTrust RSA Certification Authority" },
    issuer: addTrust,
    key: root.key,
    extendedKeyUsage: null,
    notBefore: days(-5_000),
    notAfter: days(-2_300),
  });
  const intermediate = await intermediateOf(root, {
    subject: { C: "GB", O: "Sectigo Limited", CN: "Sectigo RSA Domain Validation Secure Server CA" },
    key: await key("RSA-2048", "intermediate"),
  });
  const leaf = await leafOf(intermediate);
  for (const old of [cross, expiredCross]) {
    await assertSpotless([leaf, intermediate, old, addTrust], [root]);
    await assertSpotless([leaf, intermediate, old, addTrust], [addTrust, root]);
  }
  const { chain } = await judge([leaf, intermediate, expiredCross], [addTrust]);
  assert.equal(chain.error?.code, "expired", "without the newer root there is only the old way");
});

const rootNames = { C: "XX", O: "Old Authority", CN: "Old Root" } as const;
const oldRoots: Readonly<Record<string, Partial<AuthorityOptions>>> = {
  "version 1": { version: 1 },
  "a negative serial number": { serial: Uint8Array.of(0xff) },
  "serial number 0": { serial: 0n },
  "a serial number of 21 octets": { serial: new Uint8Array(21).fill(0x11) },
  "an end after 2050": { notAfter: generalizedTime(new Date("2055-01-01T00:00:00Z")) },
  "no end": { notAfter: generalizedTime(new Date("9999-12-31T23:59:59Z")) },
  "GeneralizedTime where UTCTime is due": { notBefore: generalizedTime(new Date("2011-01-01T00:00:00Z")) },
  "no keyUsage": { keyUsage: null },
  "basicConstraints that are not critical": {
    extensions: { basicConstraints: basicConstraints(true, null, false) },
  },
  "no key identifiers": { extensions: { subjectKeyIdentifier: null, authorityKeyIdentifier: null } },
  "an authorityKeyIdentifier that names a certificate": {
    extensions: {
      authorityKeyIdentifier: extension(
        "2.5.29.35",
        sequence(explicit(1, explicit(4, sequence())), implicit(2, Uint8Array.of(1))),
      ),
    },
  },
  "keyUsage with trailing zeros": {
    keyUsage: null,
    // keyCertSign and cRLSign, and an octet of zeros behind them
    rawExtensions: [extension("2.5.29.15", Uint8Array.of(3, 3, 0, 0x06, 0x00), true)],
  },
  "a name in another case and string type than its children write it": {
    subject: [
      { type: "C", value: "XX" },
      { type: "O", value: "OLD  AUTHORITY", as: "printable" },
      { type: "CN", value: "old root", as: "bmp" },
    ],
  },
};

for (const [what, options] of Object.entries(oldRoots)) {
  Deno.test(`clients trust a root with ${what}`, async () => {
    const root = await certificateAuthority({ subject: rootNames, now, ...options });
    const intermediate = await intermediateOf(root, { issuerName: rootNames });
    const { chain } = await judge([await leafOf(intermediate), intermediate], [root], "clients");
    assert.equal(chain.error, null);
    assert.equal(chain.paths[0]!.certificates.length, 3);
  });
}

Deno.test("clients trust a root signed with SHA-1, and intermediates with the keys that public ones have", async () => {
  const root = await certificateAuthority({
    subject: rootNames,
    now,
    key: await key("RSA-2048", "older"),
    signatureHash: "SHA-1",
  });
  for (const kind of ["RSA-2048", "RSA-3072", "P-256", "P-384"] as const) {
    const intermediate = await intermediateOf(root, { key: await key(kind, "root") });
    await assertSpotless([await leafOf(intermediate), intermediate], [root]);
  }
});
