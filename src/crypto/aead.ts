/** The AEAD algorithms of TLS 1.2 and 1.3, one entry each. */
import { aesCcm } from "./aes_ccm.ts";
import { aesGcm } from "./aes_gcm.ts";
import { chacha20Poly1305 } from "./chacha20_poly1305.ts";
import type { Implementations } from "./implementation.ts";

export type AeadName =
  | "AES-128-GCM"
  | "AES-256-GCM"
  | "CHACHA20-POLY1305"
  | "AES-128-CCM"
  | "AES-256-CCM"
  | "AES-128-CCM-8"
  | "AES-256-CCM-8";

export interface Aead {
  readonly name: AeadName;
  /** Octets. */
  readonly keyLength: number;
  readonly nonceLength: 12;
  readonly tagLength: number;
  /** Throws `RangeError` when the key is not `keyLength` octets long. */
  importKey(key: Uint8Array): Promise<AeadKey>;
}

export interface AeadKey {
  /** The ciphertext followed by the tag. */
  seal(
    nonce: Uint8Array,
    additionalData: Uint8Array,
    plaintext: Uint8Array,
  ): Promise<Uint8Array<ArrayBuffer>>;
  /** The plaintext, or `null` when the input does not authenticate. */
  open(
    nonce: Uint8Array,
    additionalData: Uint8Array,
    ciphertextAndTag: Uint8Array,
  ): Promise<Uint8Array<ArrayBuffer> | null>;
}

export function aead(name: AeadName): Aead {
  return aeads[name];
}

/** Makes a usable key of octets that have the right length. */
export type ImportAeadKey = (key: Uint8Array) => AeadKey | Promise<AeadKey>;

interface AeadEntry extends Aead {
  readonly implementations: Implementations<ImportAeadKey>;
}

/** What the tests see beside `Aead`. */
export const aeads: Readonly<Record<AeadName, AeadEntry>> = {
  "AES-128-GCM": entry("AES-128-GCM", 16, 16, aesGcm),
  "AES-256-GCM": entry("AES-256-GCM", 32, 16, aesGcm),
  "CHACHA20-POLY1305": entry("CHACHA20-POLY1305", 32, 16, chacha20Poly1305),
  "AES-128-CCM": entry("AES-128-CCM", 16, 16, aesCcm(16)),
  "AES-256-CCM": entry("AES-256-CCM", 32, 16, aesCcm(16)),
  "AES-128-CCM-8": entry("AES-128-CCM-8", 16, 8, aesCcm(8)),
  "AES-256-CCM-8": entry("AES-256-CCM-8", 32, 8, aesCcm(8)),
};

function entry(
  name: AeadName,
  keyLength: number,
  tagLength: number,
  implementations: Implementations<ImportAeadKey>,
): AeadEntry {
  return {
    name,
    keyLength,
    nonceLength: 12,
    tagLength,
    implementations,
    async importKey(key) {
      if (key.length !== keyLength) throw new RangeError(`A key of ${name} is ${keyLength} octets long`);
      return (await implementations.first())(key);
    },
  };
}
