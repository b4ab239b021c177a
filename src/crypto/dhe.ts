/** Finite-field Diffie-Hellman as a TLS 1.2 ServerKeyExchange asks for it, big-endian octets. */
export interface DheParameters {
  readonly p: Uint8Array;
  readonly g: Uint8Array;
}

export interface DheKeyShare {
  /** Yc, as long as p. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** Z without its leading zero octets (RFC 5246 §8.1.2). Throws `KeyShareError` unless 1 < Ys < p - 1. */
  deriveSharedSecret(peerPublicKey: Uint8Array): Uint8Array<ArrayBuffer>;
}

/** Throws `KeyShareError` when the parameters cannot be used or are over the bounds. */
export function dhe(_parameters: DheParameters, _random: (length: number) => Uint8Array): DheKeyShare {
  throw new Error("being written");
}

export interface DheGroupDescription {
  /** Of the prime. */
  readonly bits: number;
  /** `ffdhe2048` and so on (RFC 7919), `MODP 2048` (RFC 3526, 2409), …; `null` when the prime is not a published one. */
  readonly name: string | null;
  readonly reference: string | null;
  /** The NamedGroup code point, for RFC 7919's. */
  readonly namedGroup: number | null;
}

export function describeDheParameters(_parameters: DheParameters): DheGroupDescription {
  throw new Error("being written");
}
