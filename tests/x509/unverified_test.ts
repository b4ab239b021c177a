/** A key that nothing here can compute with verifies nothing: whoever holds such a certificate is not trusted. */
import assert from "node:assert/strict";
import { generateSigningKey } from "../../src/crypto/signing_key.ts";
import { bitString, type Der, integer, nullValue, objectIdentifier, sequence } from "../../src/demo/der.ts";
import type { ChainErrorCode } from "../../src/x509/mod.ts";
import { hierarchy, judgementOf, validationOf } from "./support.ts";

const keys: readonly [what: string, spki: Der, code: ChainErrorCode, message: RegExp][] = [
  ["an RSA key of 10,000 bits", rsa((1n << 9_999n) | 1n, 65_537n), "too_complex", /10000 bits, more than/],
  ["an RSA exponent of 41 bits", rsa((1n << 2_047n) | 1n, (1n << 40n) | 1n), "too_complex", /exponent/],
  ["an even RSA modulus", rsa(1n << 2_047n, 65_537n), "malformed_certificate", /not a valid one/],
  ["an RSA key of 400 bits", rsa((1n << 399n) | 1n, 65_537n), "weak_key", /400 bits/],
  ["a point that is not on P-256", ec("1.2.840.10045.3.1.7"), "malformed_certificate", /not a valid one/],
  [
    "a point that is not on brainpoolP256r1",
    ec("1.3.36.3.3.2.8.1.1.7"),
    "malformed_certificate",
    /not a valid/,
  ],
  ["a point on an unknown curve", ec("1.2.3.4"), "weak_key", /1\.2\.3\.4/],
  ["an Ed25519 key that is too short", edwards(31), "malformed_certificate", /not a valid one/],
];

for (const [what, spki, code, message] of keys) {
  Deno.test(`what was signed with ${what} is not trusted, by clients and by the profile`, async () => {
    const signedBy = await generateSigningKey(what.includes("RSA") ? "RSA-2048" : keyOf(what));
    const chain = await hierarchy({ intermediate: { spki }, leaf: { signedBy } });
    const { chain: judged } = await judgementOf(chain);
    assert.equal(judged.trusted, false);
    assert.equal(judged.error?.code, code);
    assert.match(judged.error!.message, message);
    assert.equal((await validationOf(chain)).ok, false);
  });
}

Deno.test("a good path beside one that cannot be verified is good", async () => {
  const chain = await hierarchy();
  const { intermediate } = await hierarchy({ intermediate: { spki: edwards(31) } });
  const certificates = [chain.leaf.der, intermediate.der, chain.intermediate.der];
  assert.equal((await judgementOf(chain, { certificates })).chain.error, null);
});

function keyOf(what: string): "P-256" | "Ed25519" {
  return what.includes("Ed25519") ? "Ed25519" : "P-256";
}

function rsa(modulus: bigint, exponent: bigint): Der {
  const key = sequence(integer(modulus), integer(exponent));
  return sequence(sequence(objectIdentifier("1.2.840.113549.1.1.1"), nullValue()), bitString(key));
}

function ec(curve: string): Der {
  const point = new Uint8Array(65).fill(7);
  point[0] = 4; // uncompressed
  return sequence(
    sequence(objectIdentifier("1.2.840.10045.2.1"), objectIdentifier(curve)),
    bitString(point),
  );
}

function edwards(length: number): Der {
  return sequence(sequence(objectIdentifier("1.3.101.112")), bitString(new Uint8Array(length)));
}
