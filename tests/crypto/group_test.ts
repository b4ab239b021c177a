import assert from "node:assert/strict";
import { createECDH } from "node:crypto";
import { ml_kem1024, ml_kem512, ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { concat, fromHex, toHex } from "../../src/bytes/mod.ts";
import {
  group,
  KeyShareError,
  keyShareFromPrivateKey,
  nativeGroups,
  supportedGroups,
} from "../../src/crypto/mod.ts";
import { groups, keyShare } from "../../src/crypto/group.ts";
import { toBigInt } from "../../src/crypto/bigint.ts";
import { publishedPrimes } from "../../src/crypto/published_primes.ts";

interface AgreementVector {
  readonly from: string;
  readonly group: number;
  readonly privateKey: string;
  readonly publicKey: string;
  readonly peerPublicKey: string;
  readonly sharedSecret: string;
}

const aliceX448 = {
  privateKey:
    "9a8f4925d1519f5775cf46b04b5800d4ee9ee8bae8bc5565d498c28dd9c9baf574a9419744897391006382a6f127ab1d9ac2d8c0a598726b",
  publicKey:
    "9b08f7cc31b7e3e67d22d5aea121074a273bd2b83de09c63faa73d2c22c5d9bbc836647241d953d40c5b12da88120d53177f80e532c41fa0",
};

const bobX448 = {
  privateKey:
    "1c306a7ac2a0e2e0990b294470cba339e6453772b075811d8fad0d1d6927c120bb5ee8972b0d3e21374c9c921b09d1b0366f10b65173992d",
  publicKey:
    "3eb7a829b0cd20f5bcfc0b599b6feccf6da4627107bdb0d4f345b43027d8b972fc3e34fb4232a13ca706dcb57aec3dae07bdc1c67bf33609",
};

const vectors: readonly AgreementVector[] = [
  {
    from: "RFC 7748 §6.1",
    group: 29,
    privateKey: "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
    publicKey: "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
    peerPublicKey: "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
    sharedSecret: "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
  },
  {
    from: "RFC 8448 §3",
    group: 29,
    privateKey: "49af42ba7f7994852d713ef2784bcbcaa7911de26adc5642cb634540e7ea5005",
    publicKey: "99381de560e4bd43d23d8e435a7dbafeb3c06e51c13cae4d5413691e529aaf2c",
    peerPublicKey: "c9828876112095fe66762bdbf7c672e156d6cc253b833df1dd69b1b04e751f0f",
    sharedSecret: "8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d",
  },
  {
    from: "RFC 7748 §6.2",
    group: 30,
    ...aliceX448,
    peerPublicKey: bobX448.publicKey,
    sharedSecret:
      "07fff4181ac6cc95ec1c16a94a0f74d12da232ce40a77552281d282bb60c0b56fd2464c335543936521c24403085d59a449a5037514a879d",
  },
  {
    from: "RFC 5903 §8.1",
    group: 23,
    privateKey: "c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433",
    publicKey: "04dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c3772581180" +
      "5271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3",
    peerPublicKey: "04d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63" +
      "56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab",
    sharedSecret: "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de",
  },
  {
    from: "openssl pkeyutl -derive",
    group: 24,
    privateKey:
      "26feb7facf6173e9d95e38a05b8dc42e6574f3ef19165d9a72aac6c9313ccf714faff9554024cc0dbbdebf975d04c064",
    publicKey:
      "0483ae13f6469d653943964f0e5286bf563ec47bb2ee14c1b8cc05c8cdd387f7688bb3cd7c0e782716af6a6f4127eceb" +
      "aa8c2803a836e9ed84b768112e551ae16d0465bfc75713d8fc4a49971ab124e66df9ab03e55ba565aa3fd4480c5be303" +
      "e5",
    peerPublicKey:
      "04e2e676835f2d1705f007cabef16f4b194a85525e0e9350aea8210d2c91e8f06e22515cf863b1aa88db8e6751b94770" +
      "704a88cd0d5bb8f904f8d2f60524dbe185977136d27109fcd1166735ba4c5d4ec5436482875930fb698129c0521232fe" +
      "49",
    sharedSecret:
      "3bfee2dea4bc29a4f039c60dcd37b465fe986302b83f235ecdd4b793abf3e57b7ca728facb8cf0a400cfe4b861673200",
  },
  {
    from: "openssl pkeyutl -derive",
    group: 25,
    privateKey:
      "00842e2dc5e9edbaa06dab14874f53173067926560da0c39d782bfe1057716fb88d7005d0ef21e4694bd26e395fadcdd" +
      "d39b8ace89dc6c27625cd66a53fa369b8bcd",
    publicKey:
      "0401d85f6cd64af662cd7f30f4be9a917b666946334654a41a323ca8aa8a08e4ecb15ab856aaac763fdb14d7f15ed291" +
      "5cfdd346881d61e854e8a92dcbca138974a7de009a7dd0200d36818aae380fb79edf479f38dfabea793f8e52a489d719" +
      "23811e7bc9ac02e88d4d124e56de0f29288dd3c169532e69762a01900c6be65fea71a8c45f",
    peerPublicKey:
      "0400d3b079461a55ff91dd730e9c1ff91599729731fb7850022534834d9bbd07b135e6e7c352b429abb5c01ede3c8924" +
      "f8c441d06ebd24bb6c8bb8fd9dd7cd93b35d800011e28984f9182e594dc225a7a892df6df619d53d8e2eab50eacf9ce9" +
      "50bf63138add04397c3b7d4f5da147e529c86aeb3f01d43e63d6f8d79fea8f883957538f4c",
    sharedSecret:
      "00e9c1ab7f42393e6e02cff884f795131f64118094fd08a57716f4776436e8b1d5d4969ff55c51e10edef12eb21ce1d2" +
      "6f1e4f7ef41a9de2d145ca7e474f684c0966",
  },
];

for (const { from, group, privateKey, publicKey, peerPublicKey, sharedSecret } of vectors) {
  Deno.test(`group ${group} agrees on what ${from} prints, in every implementation`, async () => {
    for (const [name, agreement] of await implementationsOf(group)) {
      const pair = await agreement.fromPrivateKey!(fromHex(privateKey), fromHex(publicKey));
      assert.equal(toHex(await pair.deriveSharedSecret(fromHex(peerPublicKey))), sharedSecret, name);
    }
    const share = await keyShareFromPrivateKey(group, fromHex(privateKey), fromHex(publicKey));
    assert.equal(share.group, group);
    assert.equal(toHex(share.publicKey), publicKey);
    assert.equal(toHex(await share.deriveSharedSecret(fromHex(peerPublicKey))), sharedSecret);
  });
}

for (const [value, curve] of [[23, "prime256v1"], [24, "secp384r1"]] as const) {
  Deno.test(`${group(value)!.name} agrees with node:crypto, in every implementation`, async () => {
    const peer = createECDH(curve);
    peer.generateKeys();
    for (const [name, agreement] of await implementationsOf(value)) {
      const pair = await agreement.generate();
      const expected = new Uint8Array(peer.computeSecret(pair.publicKey));
      assert.deepEqual(await pair.deriveSharedSecret(new Uint8Array(peer.getPublicKey())), expected, name);
    }
  });
}

Deno.test("a shared secret keeps its leading zero octets (RFC 8446 §7.4.2)", async () => {
  // One agreement in 256 begins with a zero octet: take fixed private keys until one does.
  const peer = createECDH("prime256v1");
  peer.setPrivateKey(new Uint8Array(32).fill(3));
  const peerPublicKey = new Uint8Array(peer.getPublicKey());
  for (let i = 1;; i++) {
    const own = createECDH("prime256v1");
    const privateKey = new Uint8Array(32);
    new DataView(privateKey.buffer).setUint32(28, i);
    own.setPrivateKey(privateKey);
    const expected = new Uint8Array(32);
    const computed = own.computeSecret(peerPublicKey);
    expected.set(computed, 32 - computed.length);
    if (expected[0] !== 0) continue;
    for (const [name, agreement] of await implementationsOf(23)) {
      const pair = await agreement.fromPrivateKey!(privateKey, new Uint8Array(own.getPublicKey()));
      assert.deepEqual(await pair.deriveSharedSecret(peerPublicKey), expected, name);
    }
    break;
  }
});

for (const each of groups.filter(({ kind }) => kind === "ECDHE" || kind === "DHE")) {
  Deno.test(`two key shares of ${each.name} agree, whichever implementations made them`, async () => {
    const pairs = await Promise.all(
      (await implementationsOf(each.value)).map(([, agreement]) => agreement.generate()),
    );
    const shares = [...pairs.map((pair) => keyShare(each, [pair])), await each.generate()];
    const [first, ...others] = shares;
    for (const other of others) {
      assert.deepEqual(
        await first!.deriveSharedSecret(other.publicKey),
        await other.deriveSharedSecret(first!.publicKey),
      );
    }
  });
}

const mlKems = {
  512: ml_kem512,
  513: ml_kem768,
  514: ml_kem1024,
  4588: ml_kem768,
  4587: ml_kem768,
  4589: ml_kem1024,
};

for (const [value, kem] of [[512, ml_kem512], [513, ml_kem768], [514, ml_kem1024]] as const) {
  Deno.test(`${group(value)!.name}: either implementation opens what either encapsulates`, async () => {
    for (const [name, agreement] of await implementationsOf(value)) {
      const pair = await agreement.generate();
      const byNoble = kem.encapsulate(pair.publicKey);
      assert.deepEqual(await pair.deriveSharedSecret(byNoble.cipherText), byNoble.sharedSecret, name);
      const bySubtle = await subtleEncapsulate(value, pair.publicKey);
      assert.deepEqual(await pair.deriveSharedSecret(bySubtle.ciphertext), bySubtle.sharedSecret, name);
    }
  });
}

Deno.test("ML-KEM answers a forged ciphertext with another secret, not with a refusal (FIPS 203 §6.3)", async () => {
  const share = await group(513)!.generate();
  const { cipherText, sharedSecret } = ml_kem768.encapsulate(share.publicKey);
  cipherText[0]! ^= 1;
  const derived = await share.deriveSharedSecret(cipherText);
  assert.equal(derived.length, 32);
  assert.notDeepEqual(derived, sharedSecret);
});

Deno.test("X25519MLKEM768 puts ML-KEM first, in shares and in the secret (RFC 10024)", async () => {
  const client = await group(4588)!.generate();
  assert.equal(client.publicKey.length, 1184 + 32);
  const kem = mlKems[4588].encapsulate(client.publicKey.subarray(0, 1184));
  const server = await group(29)!.generate();
  const secret = await client.deriveSharedSecret(concat(kem.cipherText, server.publicKey));
  assert.deepEqual(
    secret,
    concat(kem.sharedSecret, await server.deriveSharedSecret(client.publicKey.subarray(1184))),
  );
  assert.equal(secret.length, 64);
});

for (const [value, classical, pointLength] of [[4587, 23, 65], [4589, 24, 97]] as const) {
  Deno.test(`${group(value)!.name} puts the curve first, in shares and in the secret (RFC 10024)`, async () => {
    const client = await group(value)!.generate();
    const kem = mlKems[value].encapsulate(client.publicKey.subarray(pointLength));
    const server = await group(classical)!.generate();
    const secret = await client.deriveSharedSecret(concat(server.publicKey, kem.cipherText));
    const point = client.publicKey.subarray(0, pointLength);
    assert.deepEqual(secret, concat(await server.deriveSharedSecret(point), kem.sharedSecret));
  });
}

Deno.test("lengths on the wire are the specifications'", () => {
  const lengths = Object.fromEntries(
    groups.map((
      { name, clientShareLength, serverShareLength },
    ) => [name, [clientShareLength, serverShareLength]]),
  );
  assert.deepEqual(lengths, {
    x25519: [32, 32],
    x448: [56, 56],
    secp256r1: [65, 65],
    secp384r1: [97, 97],
    secp521r1: [133, 133],
    X25519MLKEM768: [1216, 1120],
    SecP256r1MLKEM768: [1249, 1153],
    SecP384r1MLKEM1024: [1665, 1665],
    MLKEM512: [800, 768],
    MLKEM768: [1184, 1088],
    MLKEM1024: [1568, 1568],
    ffdhe2048: [256, 256],
    ffdhe3072: [384, 384],
    ffdhe4096: [512, 512],
    ffdhe6144: [768, 768],
    ffdhe8192: [1024, 1024],
  });
});

for (const each of groups) {
  Deno.test(`${each.name}: a generated share has its length, and another length is refused`, async () => {
    const share = await each.generate();
    assert.equal(share.group, each.value);
    assert.equal(share.publicKey.length, each.clientShareLength);
    assert.notDeepEqual((await each.generate()).publicKey, share.publicKey);
    for (const length of [0, 1, each.serverShareLength - 1, each.serverShareLength + 1]) {
      await assert.rejects(
        share.deriveSharedSecret(new Uint8Array(length).fill(4)),
        KeyShareError,
        `${length}`,
      );
    }
  });
}

for (const value of [23, 24, 25]) {
  Deno.test(`${group(value)!.name} refuses a point off the curve, compressed, or at infinity, in every implementation`, async () => {
    const each = groups.find((candidate) => candidate.value === value)!;
    const good = (await each.generate()).publicKey;
    const half = (good.length - 1) / 2;
    for (const [name, agreement] of await implementationsOf(value)) {
      const share = keyShare(each, [await agreement.generate()]);
      const bad = [
        changed(good, good.length - 1, good.at(-1)! ^ 1),
        changed(good, 0, 2),
        changed(good, 0, 6),
        changed(good, 0, 0),
        new Uint8Array(good.length),
        concat(Uint8Array.of(4), new Uint8Array(2 * half)),
        concat(Uint8Array.of(4), new Uint8Array(2 * half).fill(0xff)),
      ];
      for (const point of bad) {
        await assert.rejects(share.deriveSharedSecret(point), KeyShareError, `${name} ${toHex(point)}`);
      }
    }
  });
}

Deno.test("x25519 and x448 refuse the points of small order, in every implementation (RFC 8446 §7.4.2)", async () => {
  const p25519 = (offset: bigint) => littleEndian(2n ** 255n - 19n + offset, 32);
  const p448 = (offset: bigint) => littleEndian(2n ** 448n - 2n ** 224n - 1n + offset, 56);
  const smallOrder = {
    29: [
      new Uint8Array(32),
      littleEndian(1n, 32),
      fromHex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
      fromHex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
      p25519(-1n),
      p25519(0n),
      p25519(1n),
    ],
    30: [new Uint8Array(56), littleEndian(1n, 56), p448(-1n), p448(0n), p448(1n)],
  };
  for (const [value, points] of Object.entries(smallOrder)) {
    const each = groups.find((candidate) => candidate.value === Number(value))!;
    for (const [name, agreement] of await implementationsOf(each.value)) {
      const share = keyShare(each, [await agreement.generate()]);
      for (const point of points) {
        await assert.rejects(share.deriveSharedSecret(point), KeyShareError, `${name} ${toHex(point)}`);
      }
    }
  }
});

Deno.test("an ffdhe group refuses 0, 1, p - 1, p and more (RFC 7919 §5.1)", async () => {
  const p = publishedPrimes.find(({ name }) => name === "ffdhe2048")!.prime();
  const share = await group(256)!.generate();
  for (const y of [0n, 1n, p - 1n, p, p + 1n, 2n ** 2048n - 1n]) {
    await assert.rejects(share.deriveSharedSecret(bigEndian(y, 256)), KeyShareError);
  }
  const secret = await share.deriveSharedSecret(bigEndian(2n, 256)); // the generator: the secret is our own share
  assert.equal(toBigInt(secret), toBigInt(share.publicKey));
});

Deno.test("an error about a share says nothing of the secret", async () => {
  const share = await group(29)!.generate();
  const error = await share.deriveSharedSecret(new Uint8Array(32)).then(
    () => null,
    (caught: Error) => caught,
  );
  assert.equal(error!.message, "The server's share is not a valid public value of X25519");
  assert.equal(error!.cause, undefined);
});

Deno.test("code points outside the table have no group", () => {
  for (const value of [0, 1, 0x0a0a, 65_535]) assert.equal(group(value), null);
});

Deno.test("everything in the table can be done here, and what WebCrypto does is a part of it", async () => {
  assert.deepEqual(await supportedGroups(), groups.map(({ value }) => value));
  const native = await nativeGroups();
  assert(native.includes(23) && native.includes(29));
  assert(!native.includes(256));
});

Deno.test("private keys are taken by the groups that are one curve, and by no other", async () => {
  for (const value of [513, 4588, 256, 7]) {
    await assert.rejects(keyShareFromPrivateKey(value, new Uint8Array(32), new Uint8Array(32)), RangeError);
  }
});

async function implementationsOf(value: number) {
  const [algorithm] = groups.find((each) => each.value === value)!.parts;
  const found = [];
  for (const name of algorithm!.implementations.names) {
    const agreement = await algorithm!.implementations.named(name);
    assert(agreement, `${name} is in every runtime that these tests run on`);
    found.push([name, agreement] as const);
  }
  return found;
}

async function subtleEncapsulate(value: number, publicKey: Uint8Array) {
  const name = { 512: "ML-KEM-512", 513: "ML-KEM-768", 514: "ML-KEM-1024" }[value];
  // deno-lint-ignore no-explicit-any -- TypeScript's library does not have it yet
  const subtle = crypto.subtle as any;
  const key = await subtle.importKey("raw-public", publicKey, name, true, ["encapsulateBits"]);
  const { ciphertext, sharedKey } = await subtle.encapsulateBits(name, key);
  return { ciphertext: new Uint8Array(ciphertext), sharedSecret: new Uint8Array(sharedKey) };
}

function changed(bytes: Uint8Array, index: number, octet: number): Uint8Array {
  const copy = bytes.slice();
  copy[index] = octet;
  return copy;
}

function bigEndian(value: bigint, length: number): Uint8Array {
  return fromHex(value.toString(16).padStart(2 * length, "0"));
}

function littleEndian(value: bigint, length: number): Uint8Array {
  return bigEndian(value, length).reverse();
}
