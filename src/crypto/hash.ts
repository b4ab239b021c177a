export type HashName = "MD5" | "SHA-1" | "SHA-224" | "SHA-256" | "SHA-384" | "SHA-512" | "MD5+SHA-1";

export interface Hash {
  readonly name: HashName;
  /** Octets of a digest. */
  readonly length: number;
  /** Octets of an input block, as HMAC needs it. */
  readonly blockLength: number;
  digest(data: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
}

export function hash(_name: HashName): Hash {
  throw new Error("being written");
}
