/** One three-certificate path built and judged, and the worst that a peer can send: `deno bench -A tests/x509`. */
import { generateSigningKey, type SigningKeyKind } from "../../src/crypto/signing_key.ts";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { dnsName } from "../../src/demo/names.ts";
import { judgeChain, parseCertificate, trustStore, validateChain } from "../../src/x509/mod.ts";
import { type Hierarchy, hierarchy, now } from "./support.ts";

for (const kind of ["P-256", "RSA-2048"] as const) {
  const chain = await hierarchyOf(kind);
  Deno.bench(`parse a ${kind} certificate`, () => void parseCertificate(chain.leaf.der));
  Deno.bench(`validate three ${kind} certificates`, async () => {
    await validateChain({
      leaf: chain.leaf.der,
      intermediates: [chain.intermediate.der],
      anchors: [chain.root.der],
      serverName: "www.example.com",
      now,
    });
  });
  const store = trustStore([chain.root.der]);
  const certificates = [chain.leaf.der, chain.intermediate.der];
  Deno.bench(`judge and describe three ${kind} certificates`, async () => {
    await judgeChain({ certificates, trustStore: store, serverName: "www.example.com", now });
  });
}

const sameKey = await sameNameAndKey();
Deno.bench("a hundred authorities of one name and one key", async () => {
  await judgeChain({ certificates: sameKey, trustStore: trustStore([]), serverName: null, now });
});

const otherKeys = await sameNameOtherKeys();
Deno.bench("a hundred P-521 authorities of one name, none of them the issuer", async () => {
  await judgeChain({ certificates: otherKeys, trustStore: trustStore([]), serverName: null, now });
});

const constraints = await manyConstraints();
Deno.bench("two thousand names under two thousand constraints", async () => {
  await judgeChain({
    certificates: constraints,
    trustStore: trustStore([constraints[2]!]),
    serverName: null,
    now,
  });
});

async function hierarchyOf(kind: SigningKeyKind): Promise<Hierarchy> {
  const [root, intermediate, leaf] = await Promise.all([1, 2, 3].map(() => generateSigningKey(kind)));
  return await hierarchy({
    root: { key: root! },
    intermediate: { key: intermediate! },
    leaf: { key: leaf! },
  });
}

async function sameNameAndKey(): Promise<Uint8Array[]> {
  const key = await generateSigningKey("P-256");
  const top = await certificateAuthority({ subject: "Same", now, key });
  const others = await Promise.all(
    Array.from({ length: 100 }, () => certificateAuthority({ subject: "Same", issuer: top, key })),
  );
  const leaf = await issue(top, { dnsNames: ["www.example.com"] });
  return [leaf, ...others].map(({ der }) => der);
}

async function sameNameOtherKeys(): Promise<Uint8Array[]> {
  const root = await certificateAuthority({ subject: "Root", now });
  const others = await Promise.all(Array.from({ length: 100 }, async () => {
    const key = await generateSigningKey("P-521");
    return await certificateAuthority({ subject: "Same", issuer: root, key });
  }));
  const signedBy = await generateSigningKey("P-521");
  const leaf = await issue(others[0]!, { dnsNames: ["www.example.com"], signedBy });
  return [leaf, ...others].map(({ der }) => der);
}

async function manyConstraints(): Promise<Uint8Array[]> {
  const permitted = Array.from({ length: 2000 }, (_, i) => dnsName(`n${i}.example`));
  const root = await certificateAuthority({ subject: "Root", now });
  const intermediate = await certificateAuthority({
    subject: "Many",
    issuer: root,
    nameConstraints: { permitted },
  });
  const dnsNames = Array.from({ length: 2000 }, () => "n1999.example");
  const leaf = await issue(intermediate, { subject: [], dnsNames });
  return [leaf, intermediate, root].map(({ der }) => der);
}
