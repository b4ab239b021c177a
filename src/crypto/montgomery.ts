/** X25519 and X448 (RFC 7748). */
import type { MontgomeryECDH } from "@noble/curves/abstract/montgomery.js";
import { concat, fromHex } from "../bytes/mod.ts";
import { Implementations } from "./implementation.ts";
import type { KeyAgreement, KeyAgreementAlgorithm, KeyPair } from "./key_agreement.ts";
import { octets, source } from "./subtle.ts";

export const x25519 = montgomery({
  name: "X25519",
  bits: 255,
  length: 32,
  privateKeyPrefix: "302e020100300506032b656e04220420",
  noble: async () => (await import("@noble/curves/ed25519.js")).x25519,
});

export const x448 = montgomery({
  name: "X448",
  bits: 448,
  length: 56,
  privateKeyPrefix: "3046020100300506032b656f043a0438",
  noble: async () => (await import("@noble/curves/ed448.js")).x448,
});

interface MontgomeryCurve {
  readonly name: "X25519" | "X448";
  /** Of the field. */
  readonly bits: number;
  /** Octets of a key and of the shared secret. */
  readonly length: number;
  /** DER of PrivateKeyInfo up to the key (RFC 8410 §7). */
  readonly privateKeyPrefix: string;
  noble(): Promise<MontgomeryECDH>;
}

function montgomery(curve: MontgomeryCurve): KeyAgreementAlgorithm {
  const implementations = new Implementations<KeyAgreement>(curve.name, {
    name: "subtle",
    async load() {
      const agreement = subtleMontgomery(curve);
      await agreement.generate();
      return agreement;
    },
  }, {
    name: "noble",
    load: () => nobleMontgomery(curve),
  });
  return {
    name: curve.name,
    kind: "ECDHE",
    bits: curve.bits,
    clientShareLength: curve.length,
    serverShareLength: curve.length,
    implementations,
  };
}

function subtleMontgomery({ name, length, privateKeyPrefix }: MontgomeryCurve): KeyAgreement {
  function keyPair(privateKey: CryptoKey, publicKey: Uint8Array): KeyPair {
    return {
      publicKey,
      async deriveSharedSecret(serverShare) {
        const peer = await crypto.subtle.importKey("raw", source(serverShare), name, true, []);
        const secret = octets(
          await crypto.subtle.deriveBits({ name, public: peer }, privateKey, 8 * length),
        );
        mustNotBeZero(secret);
        return secret;
      },
    };
  }

  return {
    async generate() {
      const pair = await crypto.subtle.generateKey(name, false, ["deriveBits"]) as CryptoKeyPair;
      return keyPair(pair.privateKey, octets(await crypto.subtle.exportKey("raw", pair.publicKey)));
    },
    async fromPrivateKey(privateKey, publicKey) {
      const pkcs8 = concat(fromHex(privateKeyPrefix), privateKey);
      const imported = await crypto.subtle.importKey("pkcs8", pkcs8, name, false, ["deriveBits"]);
      return keyPair(imported, publicKey);
    },
  };
}

async function nobleMontgomery(curve: MontgomeryCurve): Promise<KeyAgreement> {
  const noble = await curve.noble();

  function keyPair(privateKey: Uint8Array, publicKey: Uint8Array): KeyPair {
    return {
      publicKey,
      // deno-lint-ignore require-await -- what it throws must become a rejection
      async deriveSharedSecret(serverShare) {
        const secret = noble.getSharedSecret(privateKey, serverShare);
        mustNotBeZero(secret);
        return secret;
      },
    };
  }

  return {
    generate() {
      const privateKey = noble.utils.randomSecretKey();
      return Promise.resolve(keyPair(privateKey, noble.getPublicKey(privateKey)));
    },
    fromPrivateKey: (privateKey, publicKey) => Promise.resolve(keyPair(privateKey, publicKey)),
  };
}

/** RFC 8446 §7.4.2: the all-zero output of a point of small order is refused. */
function mustNotBeZero(secret: Uint8Array): void {
  if (secret.every((octet) => octet === 0)) throw new Error("The shared secret is all zero");
}
