export type BlockCipherName = "AES-128-CBC" | "AES-256-CBC" | "3DES-EDE-CBC";

/** CBC without padding: what TLS 1.2 and older build their own padding on. */
export interface BlockCipher {
  readonly name: BlockCipherName;
  readonly keyLength: number;
  readonly blockLength: number;
  /** `data` is a whole number of blocks, and so is the result. */
  encrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  decrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
}

export function blockCipher(_name: BlockCipherName): BlockCipher {
  throw new Error("being written");
}
