import assert from "node:assert/strict";
import { constants, createPrivateKey, createPublicKey, verify } from "node:crypto";
import { Buffer } from "node:buffer";
import { generateSigningKey, sharedSigningKey, type SigningKeyKind } from "../../src/crypto/signing_key.ts";

const data = new TextEncoder().encode("what is signed");

const ecdsaKinds: [SigningKeyKind, string][] = [["P-256", "sha256"], ["P-384", "sha384"], [
  "P-521",
  "sha512",
]];
for (const [kind, hash] of ecdsaKinds) {
  Deno.test(`an ECDSA signature by ${kind} is DER that node:crypto accepts`, async () => {
    const key = await generateSigningKey(kind);
    const publicKey = createPublicKey({ key: Buffer.from(key.spki), format: "der", type: "spki" });
    // Twenty signatures meet values of r and s that start with a zero octet or with the high bit set.
    for (let i = 0; i < 20; i++) {
      const signature = await key.sign(data);
      assert.equal(verify(hash, data, { key: publicKey, dsaEncoding: "der" }, signature), true);
      assert.equal(verify(hash, new Uint8Array(3), { key: publicKey, dsaEncoding: "der" }, signature), false);
    }
  });
}

Deno.test("an RSA key signs with PKCS #1 v1.5 unless it is asked for PSS", async () => {
  const key = await sharedSigningKey("RSA-2048");
  const publicKey = createPublicKey({ key: Buffer.from(key.spki), format: "der", type: "spki" });
  assert.equal(verify("sha256", data, publicKey, await key.sign(data)), true);
  assert.equal(verify("sha512", data, publicKey, await key.sign(data, { hash: "SHA-512" })), true);
  assert.equal(verify("sha1", data, publicKey, await key.sign(data, { hash: "SHA-1" })), true);
  const pss = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  assert.equal(verify("sha384", data, pss, await key.sign(data, { hash: "SHA-384", pss: true })), true);
});

Deno.test("an RSA-PSS key names id-RSASSA-PSS and signs with it", async () => {
  const key = await sharedSigningKey("RSA-PSS-2048");
  const publicKey = createPublicKey({ key: Buffer.from(key.spki), format: "der", type: "spki" });
  assert.equal(publicKey.asymmetricKeyType, "rsa-pss");
  const privateKey = createPrivateKey({ key: Buffer.from(key.pkcs8), format: "der", type: "pkcs8" });
  assert.equal(privateKey.asymmetricKeyType, "rsa-pss");
  const pss = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  assert.equal(verify("sha256", data, pss, await key.sign(data)), true);
});

Deno.test("an Ed25519 key signs 64 octets that node:crypto accepts", async () => {
  const key = await generateSigningKey("Ed25519");
  const signature = await key.sign(data);
  assert.equal(signature.length, 64);
  const publicKey = createPublicKey({ key: Buffer.from(key.spki), format: "der", type: "spki" });
  assert.equal(verify(null, data, publicKey, signature), true);
});

Deno.test("a weak RSA key can be made, to be refused by others", async () => {
  const key = await generateSigningKey("RSA-1024");
  const publicKey = createPublicKey({ key: Buffer.from(key.spki), format: "der", type: "spki" });
  assert.equal(publicKey.asymmetricKeyDetails?.modulusLength, 1024);
});

Deno.test("a shared key is the same for one purpose and another for the next", async () => {
  const server = await sharedSigningKey("P-256", "server");
  assert.equal(await sharedSigningKey("P-256", "server"), server);
  assert.notDeepEqual((await sharedSigningKey("P-256", "authority")).spki, server.spki);
});
