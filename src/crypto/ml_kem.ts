/** ML-KEM (FIPS 203): the client generates and decapsulates, the server encapsulates. */
import type { KEM } from "@noble/post-quantum/utils.js";
import { Implementations } from "./implementation.ts";
import type { KeyAgreement, KeyAgreementAlgorithm } from "./key_agreement.ts";
import { octets, source } from "./subtle.ts";

export const mlKem512 = mlKem("ML-KEM-512", 512, 800, 768, async () => (await noble()).ml_kem512);
export const mlKem768 = mlKem("ML-KEM-768", 768, 1184, 1088, async () => (await noble()).ml_kem768);
export const mlKem1024 = mlKem("ML-KEM-1024", 1024, 1568, 1568, async () => (await noble()).ml_kem1024);

const noble = () => import("@noble/post-quantum/ml-kem.js");

function mlKem(
  name: string,
  bits: number,
  encapsulationKeyLength: number,
  ciphertextLength: number,
  noble: () => Promise<KEM>,
): KeyAgreementAlgorithm {
  const implementations = new Implementations<KeyAgreement>(name, {
    name: "subtle",
    async load() {
      const agreement = subtleMlKem(name);
      // Generating and decapsulating show the feature; Deno's first encapsulation takes tens of milliseconds.
      await (await agreement.generate()).deriveSharedSecret(new Uint8Array(ciphertextLength));
      return agreement;
    },
  }, {
    name: "noble",
    load: async () => nobleMlKem(await noble()),
  });
  return {
    name,
    kind: "KEM",
    bits,
    clientShareLength: encapsulationKeyLength,
    serverShareLength: ciphertextLength,
    implementations,
  };
}

/** The part of WebCrypto's "Modern Algorithms" that TypeScript's library does not describe. */
interface ModernSubtle {
  generateKey(algorithm: string, extractable: boolean, usages: string[]): Promise<CryptoKeyPair>;
  exportKey(format: "raw-public", key: CryptoKey): Promise<ArrayBuffer>;
  decapsulateBits(algorithm: string, key: CryptoKey, ciphertext: Uint8Array): Promise<ArrayBuffer>;
}

function subtleMlKem(name: string): KeyAgreement {
  const subtle = crypto.subtle as unknown as ModernSubtle;
  return {
    async generate() {
      const { privateKey, publicKey } = await subtle.generateKey(name, false, ["decapsulateBits"]);
      return {
        publicKey: octets(await subtle.exportKey("raw-public", publicKey)),
        deriveSharedSecret: async (ciphertext) =>
          octets(await subtle.decapsulateBits(name, privateKey, source(ciphertext))),
      };
    },
  };
}

function nobleMlKem(kem: KEM): KeyAgreement {
  return {
    generate() {
      const { publicKey, secretKey } = kem.keygen();
      return Promise.resolve({
        publicKey,
        // deno-lint-ignore require-await -- what it throws must become a rejection
        deriveSharedSecret: async (ciphertext) => kem.decapsulate(ciphertext, secretKey),
      });
    },
  };
}
