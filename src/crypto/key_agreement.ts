/** What a group is made of: key pairs of a Diffie-Hellman function or a KEM, as the client side of TLS uses them. */

import type { Implementations } from "./implementation.ts";

export interface KeyAgreementAlgorithm {
  readonly name: string;
  readonly kind: "ECDHE" | "DHE" | "KEM";
  /** Size of the field or the prime; the parameter set of ML-KEM. */
  readonly bits: number;
  /** Octets on the wire. */
  readonly clientShareLength: number;
  readonly serverShareLength: number;
  readonly implementations: Implementations<KeyAgreement>;
}

/** One ephemeral key pair of ours. */
export interface KeyPair {
  /** What the client sends. */
  readonly publicKey: Uint8Array;
  /**
   * The shared secret from the server's share: a Diffie-Hellman value, or the ciphertext of a KEM.
   * Any rejection means that the share is not one the algorithm allows; its length is checked before.
   */
  deriveSharedSecret(serverShare: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
}

export interface KeyAgreement {
  generate(): Promise<KeyPair>;
  /** Diffie-Hellman functions only; `publicKey` belongs to `privateKey`. */
  readonly fromPrivateKey?: (privateKey: Uint8Array, publicKey: Uint8Array) => Promise<KeyPair>;
}
