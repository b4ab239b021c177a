import assert from "node:assert/strict";
import { concat, DecodeError, fromHex } from "../../src/bytes/mod.ts";
import { describePublicKey, spkiOf } from "../../src/crypto/mod.ts";
import { derElement, tag } from "../../src/crypto/der.ts";
import { recordedSignature } from "./fixtures/signatures.ts";

const described = {
  "RSA 1024 SHA-256": { algorithm: "RSA", curve: null, bits: 1024, publicExponent: 65537n },
  "RSA 2047 SHA-256": { algorithm: "RSA", curve: null, bits: 2047, publicExponent: 65537n },
  "RSA 8192 SHA-256": { algorithm: "RSA", curve: null, bits: 8192, publicExponent: 65537n },
  "RSA 2048, exponent 3": { algorithm: "RSA", curve: null, bits: 2048, publicExponent: 3n },
  "id-RSASSA-PSS 2048": { algorithm: "RSASSA-PSS", curve: null, bits: 2048, publicExponent: 65537n },
  "ECDSA P-256 SHA-256": { algorithm: "EC", curve: "P-256", bits: 256, publicExponent: null },
  "ECDSA P-384 SHA-256": { algorithm: "EC", curve: "P-384", bits: 384, publicExponent: null },
  "ECDSA P-521 SHA-256": { algorithm: "EC", curve: "P-521", bits: 521, publicExponent: null },
  "ECDSA secp256k1 SHA-256": { algorithm: "EC", curve: "secp256k1", bits: 256, publicExponent: null },
  "ECDSA brainpoolP512r1 SHA-256": {
    algorithm: "EC",
    curve: "brainpoolP512r1",
    bits: 512,
    publicExponent: null,
  },
  "Ed25519": { algorithm: "Ed25519", curve: null, bits: 255, publicExponent: null },
  "Ed448": { algorithm: "Ed448", curve: null, bits: 448, publicExponent: null },
  "DSA 2048/256 SHA-256": { algorithm: "DSA", curve: null, bits: 2048, publicExponent: null },
};

for (const [name, description] of Object.entries(described)) {
  Deno.test(`the key of "${name}" is described as OpenSSL made it`, () => {
    assert.deepEqual(describePublicKey(recordedSignature(name).spki), description);
  });
}

Deno.test("one of the recorded keys is a compressed point", () => {
  const { spki } = recordedSignature("ECDSA P-256, compressed point");
  assert.equal(spki.length, 26 + 33);
  assert.deepEqual(describePublicKey(spki).curve, "P-256");
});

Deno.test("an unknown algorithm or curve keeps its number", () => {
  const bits = derElement(tag.bitString, Uint8Array.of(0, 1, 2, 3));
  const mlDsa65 = derElement(tag.sequence, fromHex("0609608648016503040312"));
  assert.deepEqual(describePublicKey(derElement(tag.sequence, mlDsa65, bits)), {
    algorithm: "2.16.840.1.101.3.4.3.18",
    curve: null,
    bits: null,
    publicExponent: null,
  });
  const secp224r1 = derElement(tag.sequence, fromHex("06072a8648ce3d0201"), fromHex("06052b81040021"));
  assert.equal(describePublicKey(derElement(tag.sequence, secp224r1, bits)).curve, "1.3.132.0.33");
  const spelledOut = derElement(tag.sequence, fromHex("06072a8648ce3d0201"), derElement(tag.sequence));
  assert.equal(describePublicKey(derElement(tag.sequence, spelledOut, bits)).curve, null);
});

Deno.test("object identifiers of every shape are read", () => {
  const oids = { "2a03": "1.2.3", "883703": "2.999.3", "00": "0.0", "27": "0.39", "28": "1.0", "78": "2.40" };
  for (const [hex, dotted] of Object.entries(oids)) {
    const algorithm = derElement(tag.sequence, derElement(tag.objectIdentifier, fromHex(hex)));
    const spki = derElement(tag.sequence, algorithm, derElement(tag.bitString, Uint8Array.of(0)));
    assert.equal(describePublicKey(spki).algorithm, dotted);
  }
});

for (const name of ["RSA 1024 SHA-256", "ECDSA P-256 SHA-256", "Ed25519", "DSA 1024/160 SHA-1"]) {
  Deno.test(`no prefix of the key of "${name}" is a key, nor the key with an octet more`, () => {
    const { spki } = recordedSignature(name);
    for (let length = 0; length < spki.length; length++) {
      assert.throws(() => describePublicKey(spki.subarray(0, length)), DecodeError, `${length} octets`);
    }
    assert.throws(() => describePublicKey(concat(spki, Uint8Array.of(0))), DecodeError);
  });
}

Deno.test("what is not DER is refused", () => {
  const algorithm = derElement(tag.sequence, fromHex("06032b6570"));
  const bits = derElement(tag.bitString, Uint8Array.of(0, 1));
  const good = derElement(tag.sequence, algorithm, bits);
  assert.equal(describePublicKey(good).algorithm, "Ed25519");
  const bad = {
    "an indefinite length": concat(fromHex("3080"), algorithm, bits, fromHex("0000")),
    "a length in the long form that fits the short one": concat(fromHex("3081"), good.subarray(1)),
    "a length with a leading zero": concat(fromHex("308200"), good.subarray(1)),
    "a length of four octets": concat(fromHex("3084000000"), good.subarray(1)),
    "a set for a sequence": concat(Uint8Array.of(0x31), good.subarray(1)),
    "a tag of two octets": concat(fromHex("3f10"), good.subarray(1)),
    "unused bits": derElement(tag.sequence, algorithm, derElement(tag.bitString, Uint8Array.of(1, 2))),
    "a bit string without its first octet": derElement(tag.sequence, algorithm, derElement(tag.bitString)),
    "a third element": derElement(tag.sequence, algorithm, bits, bits),
    "a number that goes on": derElement(tag.sequence, derElement(tag.sequence, fromHex("06022a86")), bits),
    "an empty number": derElement(tag.sequence, derElement(tag.sequence, fromHex("0600")), bits),
  };
  for (const [what, der] of Object.entries(bad)) {
    assert.throws(() => describePublicKey(der), DecodeError, what);
  }
});

Deno.test("the key is found in a certificate, with a version and without", () => {
  const { spki } = recordedSignature("ECDSA P-256 SHA-256");
  const version = derElement(tag.explicit0, derElement(tag.integer, Uint8Array.of(2)));
  const fields = [
    derElement(tag.integer, Uint8Array.of(1)), // serialNumber
    derElement(tag.sequence, fromHex("06032b6570")), // signature
    derElement(tag.sequence), // issuer
    derElement(tag.sequence), // validity
    derElement(tag.sequence), // subject
    spki,
  ];
  for (const tbs of [fields, [version, ...fields]]) {
    const certificate = derElement(tag.sequence, derElement(tag.sequence, ...tbs), derElement(tag.bitString));
    assert.deepEqual(spkiOf(certificate), spki);
    for (let length = 0; length < certificate.length; length++) {
      assert.throws(() => spkiOf(certificate.subarray(0, length)), DecodeError);
    }
  }
});
