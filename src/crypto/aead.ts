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
  readonly keyLength: number;
  readonly nonceLength: 12;
  readonly tagLength: number;
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

export function aead(_name: AeadName): Aead {
  throw new Error("being written");
}
