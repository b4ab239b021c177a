/** What the files of the signature algorithms have in common. */
import type { HashName } from "./hash.ts";
import type { Implementations } from "./implementation.ts";
import type { PublicKey } from "./public_key.ts";

export interface VerifierInput {
  readonly key: PublicKey;
  /** `null` where the algorithm hashes for itself. */
  readonly hash: HashName | null;
  /** RSASSA-PSS only. */
  readonly saltLength: number;
  readonly signature: Uint8Array;
  readonly data: Uint8Array;
}

/** `null` when this implementation cannot use the key, or the key with the hash; then the next is asked. */
export type Verify = (input: VerifierInput) => boolean | null | Promise<boolean | null>;

export interface Verifier {
  /** Object identifiers of the keys that can sign so. */
  readonly keyOids: readonly string[];
  /**
   * Throws `UnsupportedKeyError` when the key is out of bounds for every implementation;
   * `false` when the signature is not well-formed. Throws `DecodeError` when the key is not.
   */
  precheck(input: VerifierInput): boolean;
  readonly implementations: Implementations<Verify>;
}
