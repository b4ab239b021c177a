import assert from "node:assert/strict";
import { signatureScheme, UnsupportedKeyError } from "../../src/crypto/mod.ts";
import { signatureSchemes } from "../../src/crypto/signature_scheme.ts";
import { recordedSignature } from "./fixtures/signatures.ts";

/** RFC 8446 §4.2.3, RFC 8734 §2, and the pairs of RFC 5246 §7.4.1.4.1, with a signature each. */
const expected: readonly (readonly [value: number, name: string, tls13: boolean, recorded: string])[] = [
  [0x0401, "rsa_pkcs1_sha256", false, "RSA 2048 SHA-256"],
  [0x0501, "rsa_pkcs1_sha384", false, "RSA 2048 SHA-384"],
  [0x0601, "rsa_pkcs1_sha512", false, "RSA 2048 SHA-512"],
  [0x0403, "ecdsa_secp256r1_sha256", true, "ECDSA P-256 SHA-256"],
  [0x0503, "ecdsa_secp384r1_sha384", true, "ECDSA P-384 SHA-384"],
  [0x0603, "ecdsa_secp521r1_sha512", true, "ECDSA P-521 SHA-512"],
  [0x0804, "rsa_pss_rsae_sha256", true, "RSA-PSS 2048 SHA-256, salt 32"],
  [0x0805, "rsa_pss_rsae_sha384", true, "RSA-PSS 2048 SHA-384, salt 48"],
  [0x0806, "rsa_pss_rsae_sha512", true, "RSA-PSS 2048 SHA-512, salt 64"],
  [0x0807, "ed25519", true, "Ed25519"],
  [0x0808, "ed448", true, "Ed448"],
  [0x0809, "rsa_pss_pss_sha256", true, "id-RSASSA-PSS 2048"],
  [0x080a, "rsa_pss_pss_sha384", true, "id-RSASSA-PSS 8192"],
  [0x0201, "rsa_pkcs1_sha1", false, "RSA 2048 SHA-1"],
  [0x0203, "ecdsa_sha1", false, "ECDSA P-384 SHA-1"],
  [0x081a, "ecdsa_brainpoolP256r1tls13_sha256", true, "ECDSA brainpoolP256r1 SHA-256"],
  [0x081b, "ecdsa_brainpoolP384r1tls13_sha384", true, "ECDSA brainpoolP384r1 SHA-384"],
  [0x081c, "ecdsa_brainpoolP512r1tls13_sha512", true, "ECDSA brainpoolP512r1 SHA-512"],
  [0x0101, "rsa_md5", false, "RSA 2048 MD5"],
  [0x0301, "rsa_sha224", false, "RSA 2048 SHA-224"],
  [0x0303, "ecdsa_sha224", false, "ECDSA P-256 SHA-224"],
  [0x0202, "dsa_sha1", false, "DSA 1024/160 SHA-1"],
  [0x0402, "dsa_sha256", false, "DSA 2048/256 SHA-256"],
];

for (const [value, name, tls13, recorded] of expected) {
  Deno.test(`${name} verifies "${recorded}"`, async () => {
    const scheme = signatureScheme(value)!;
    const { spki, signature, data, hash } = recordedSignature(recorded);
    assert.equal(scheme.name, name);
    assert.equal(scheme.tls13, tls13);
    assert.equal(scheme.hash, hash);
    assert.equal(await scheme.verify(spki, signature, data), true);
    assert.equal(await scheme.verify(spki, signature, data.subarray(1)), false);
  });
}

Deno.test("a scheme takes no key of another kind", async () => {
  const keys = [
    "RSA 2048 SHA-256",
    "id-RSASSA-PSS 2048",
    "ECDSA P-256 SHA-256",
    "Ed25519",
    "Ed448",
    "DSA 1024/160 SHA-1",
  ];
  const kinds = ["RSA", "RSASSA-PSS", "ECDSA", "Ed25519", "Ed448", "DSA"];
  for (const scheme of signatureSchemes) {
    for (const [i, name] of keys.entries()) {
      if (scheme.keyAlgorithm === kinds[i]) continue;
      const { spki, signature, data } = recordedSignature(name);
      await assert.rejects(
        scheme.verify(spki, signature, data),
        UnsupportedKeyError,
        `${scheme.name}, ${name}`,
      );
    }
  }
});

Deno.test("TLS 1.2 binds no curve to an ECDSA scheme, so verifying does not look at it", async () => {
  const { spki, signature, data } = recordedSignature("ECDSA P-384 SHA-256");
  assert.equal(await signatureScheme(0x0403)!.verify(spki, signature, data), true);
  assert.equal(signatureScheme(0x0403)!.curve, "P-256");
});

Deno.test("code points outside the table have no scheme", () => {
  for (const value of [0, 0x0400, 0x0a0a, 0xffff]) assert.equal(signatureScheme(value), null);
  assert.equal(new Set(signatureSchemes.map(({ value }) => value)).size, signatureSchemes.length);
});
