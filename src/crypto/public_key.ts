export interface PublicKeyDescription {
  /** RSA, RSASSA-PSS, EC, Ed25519, Ed448, X25519, X448, DSA; the dotted OID of anything else. */
  readonly algorithm: string;
  /** P-256, P-384, P-521, …; the dotted OID of an unknown curve; `null` for other kinds of key. */
  readonly curve: string | null;
  /** Of the modulus, the prime or the field; `null` when the kind is unknown. */
  readonly bits: number | null;
  /** RSA only. */
  readonly publicExponent: bigint | null;
}

/** What a DER SubjectPublicKeyInfo holds. Throws `DecodeError` when it is not one. */
export function describePublicKey(_spki: Uint8Array): PublicKeyDescription {
  throw new Error("being written");
}

/** The SubjectPublicKeyInfo of a DER certificate, as DER. Throws `DecodeError` when it is not a certificate. */
export function spkiOf(_certificate: Uint8Array): Uint8Array {
  throw new Error("being written");
}
