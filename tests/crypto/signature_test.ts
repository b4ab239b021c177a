import assert from "node:assert/strict";
import { concat } from "../../src/bytes/mod.ts";
import { UnsupportedKeyError, verifySignature } from "../../src/crypto/mod.ts";
import { parsePublicKey } from "../../src/crypto/public_key.ts";
import { verifiers } from "../../src/crypto/signature.ts";
import { type RecordedSignature, recordedSignature, recordedSignatures } from "./fixtures/signatures.ts";

for (const each of recordedSignatures) {
  Deno.test(`${each.name}: a signature of OpenSSL's is good, and no longer so when anything is changed`, async () => {
    assert.equal(await verifySignature(each), true);
    assert.equal(await verifySignature({ ...each, data: flipped(each.data, 3) }), false);
    assert.equal(await verifySignature({ ...each, signature: flipped(each.signature, -1) }), false);
    assert.equal(await verifySignature({ ...each, signature: each.signature.subarray(1) }), false);
    assert.equal(await verifySignature({ ...each, signature: each.signature.slice(0, -1) }), false);
    assert.equal(
      await verifySignature({ ...each, signature: concat(each.signature, new Uint8Array(1)) }),
      false,
    );
    assert.equal(await verifySignature({ ...each, signature: new Uint8Array(each.signature.length) }), false);
    assert.equal(await verifySignature({ ...each, signature: new Uint8Array(0) }), false);
  });

  Deno.test(`${each.name}: every implementation that takes the key says the same`, async () => {
    const { implementations } = verifiers[each.algorithm];
    let asked = 0;
    for (const name of implementations.names) {
      const verify = await implementations.named(name);
      assert(verify, `${name} is in every runtime that these tests run on`);
      const input = verifierInput(each);
      const good = await verify(input);
      if (good === null) continue;
      asked++;
      assert.equal(good, true, name);
      assert.equal(await verify({ ...input, data: flipped(each.data, 0) }), false, name);
      assert.equal(await verify({ ...input, signature: flipped(each.signature, -2) }), false, name);
    }
    assert(asked > 0);
  });
}

Deno.test("the fallbacks alone verify everything that was recorded", async () => {
  for (const each of recordedSignatures) {
    const { implementations } = verifiers[each.algorithm];
    const fallback = await implementations.named(implementations.names.at(-1)!);
    assert.equal(await fallback!(verifierInput(each)), true, each.name);
  }
});

Deno.test("the salt's length is part of RSASSA-PSS", async () => {
  const each = recordedSignature("RSA-PSS 2048 SHA-256, salt 20");
  for (const saltLength of [0, 19, 21, 32, 222, 223, 10_000]) {
    assert.equal(await verifySignature({ ...each, saltLength }), false, `${saltLength}`);
    const own = await verifiers["RSASSA-PSS"].implementations.named("own");
    assert.equal(await own!({ ...verifierInput(each), saltLength }), false, `${saltLength}`);
  }
});

Deno.test("RSASSA-PSS takes the hash's length for the salt's when nobody says", async () => {
  const { saltLength: _, ...each } = recordedSignature("RSA-PSS 2048 SHA-384, salt 48");
  assert.equal(await verifySignature(each), true);
});

Deno.test("a signature under another algorithm of the same key is bad", async () => {
  const pkcs1 = recordedSignature("RSA 2048 SHA-256");
  assert.equal(await verifySignature({ ...pkcs1, algorithm: "RSASSA-PSS" }), false);
  const pss = recordedSignature("RSA-PSS 2048 SHA-256, salt 32");
  assert.equal(await verifySignature({ ...pss, algorithm: "RSASSA-PKCS1-v1_5" }), false);
  assert.equal(await verifySignature({ ...pkcs1, hash: "SHA-384" }), false);
});

Deno.test("an id-RSASSA-PSS key does not sign PKCS #1 v1.5 (RFC 4055 §1.2)", async () => {
  const each = recordedSignature("id-RSASSA-PSS 2048");
  await assert.rejects(verifySignature({ ...each, algorithm: "RSASSA-PKCS1-v1_5" }), UnsupportedKeyError);
});

Deno.test("a key of another kind is refused, not called a bad signature", async () => {
  for (const algorithm of ["RSASSA-PKCS1-v1_5", "RSASSA-PSS", "Ed25519", "Ed448", "DSA"] as const) {
    const each = { ...recordedSignature("ECDSA P-256 SHA-256"), algorithm };
    await assert.rejects(verifySignature(each), UnsupportedKeyError, algorithm);
  }
  const rsa = { ...recordedSignature("RSA 2048 SHA-256"), algorithm: "ECDSA" } as const;
  await assert.rejects(verifySignature(rsa), UnsupportedKeyError);
});

Deno.test("every prefix of a public key is refused, not called a bad signature", async () => {
  for (const name of ["RSA 1024 SHA-256", "ECDSA P-256 SHA-256", "Ed25519", "DSA 1024/160 SHA-1"]) {
    const each = recordedSignature(name);
    for (let length = 0; length < each.spki.length; length++) {
      const spki = each.spki.subarray(0, length);
      await assert.rejects(
        verifySignature({ ...each, spki }),
        UnsupportedKeyError,
        `${name}, ${length} octets`,
      );
    }
  }
});

Deno.test("a point that is not on its curve is refused, not called a bad signature", async () => {
  for (const curve of ["P-256", "P-384", "P-521", "secp256k1", "brainpoolP512r1"]) {
    const each = recordedSignature(`ECDSA ${curve} SHA-512`);
    await assert.rejects(
      verifySignature({ ...each, spki: flipped(each.spki, -1) }),
      UnsupportedKeyError,
      curve,
    );
  }
});

Deno.test("r and s of an ECDSA signature are in DER's one form, and at least 1", async () => {
  const each = recordedSignature("ECDSA P-256 SHA-256");
  const { r, s } = splitDer(each.signature);
  const rebuilt = (newR: number[] | Uint8Array, newS: number[] | Uint8Array) => {
    const body = concat(integer(newR), integer(newS));
    return { ...each, signature: concat(Uint8Array.of(0x30, body.length), body) };
  };
  assert.equal(await verifySignature(rebuilt(r, s)), true);
  assert.equal(await verifySignature(rebuilt([0, ...r], s)), false, "a superfluous zero octet");
  assert.equal(await verifySignature(rebuilt([0], s)), false, "r = 0");
  assert.equal(await verifySignature(rebuilt(r, [0])), false, "s = 0");
  assert.equal(await verifySignature(rebuilt([0x80, ...r.subarray(1)], s)), false, "r negative");
  assert.equal(
    await verifySignature(rebuilt(r, new Uint8Array(33).fill(0x7f))),
    false,
    "s longer than the field",
  );
  const long = {
    ...each,
    signature: concat(Uint8Array.of(0x30, 0x81, each.signature.length - 2), each.signature.subarray(2)),
  };
  assert.equal(await verifySignature(long), false, "a length in the long form");
});

Deno.test("an ECDSA signature with a high s is good: TLS has no low-s rule", async () => {
  const each = recordedSignature("ECDSA secp256k1 SHA-256");
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const { r, s } = splitDer(each.signature);
  const other = (order - BigInt(`0x${s.toHex()}`)).toString(16).padStart(64, "0");
  const octets = Uint8Array.fromHex(other);
  const body = concat(integer(r), integer(octets[0]! >= 0x80 ? [0, ...octets] : octets));
  assert.equal(
    await verifySignature({ ...each, signature: concat(Uint8Array.of(0x30, body.length), body) }),
    true,
  );
});

function verifierInput(each: RecordedSignature) {
  return { ...each, key: parsePublicKey(each.spki), saltLength: each.saltLength ?? 0 };
}

function flipped(bytes: Uint8Array, index: number): Uint8Array {
  const copy = bytes.slice();
  copy[index < 0 ? copy.length + index : index]! ^= 1;
  return copy;
}

function integer(content: ArrayLike<number>): Uint8Array {
  return Uint8Array.of(2, content.length, ...Array.from(content));
}

function splitDer(signature: Uint8Array): { r: Uint8Array; s: Uint8Array } {
  const rLength = signature[3]!;
  return { r: signature.subarray(4, 4 + rLength), s: signature.subarray(6 + rLength) };
}
