export interface Group {
  /** The NamedGroup code point. */
  readonly value: number;
  /** IANA's name. */
  readonly name: string;
  readonly kind: "ECDHE" | "DHE" | "KEM" | "hybrid";
  /** Size of the field or prime; of a hybrid's classical part; of ML-KEM, its parameter set. */
  readonly bits: number;
  /** Octets on the wire. */
  readonly clientShareLength: number;
  readonly serverShareLength: number;
  generate(): Promise<KeyShare>;
}

export interface KeyShare {
  readonly group: number;
  /** The client's share as it stands in KeyShareEntry.key_exchange or ECPoint. */
  readonly publicKey: Uint8Array;
  /** Throws `KeyShareError` when the peer's share is not one the group allows. */
  deriveSharedSecret(peerPublicKey: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
}

/** The group with this NamedGroup code point, or `null` when it is not in the table. */
export function group(_value: number): Group | null {
  throw new Error("being written");
}

/** Code points of the groups that this runtime can do. */
export function supportedGroups(): Promise<number[]> {
  throw new Error("being written");
}

/** A share with a known private key (x25519 and the NIST curves), for replaying recorded handshakes. */
export function keyShareFromPrivateKey(
  _group: number,
  _privateKey: Uint8Array,
  _publicKey: Uint8Array,
): Promise<KeyShare> {
  throw new Error("being written");
}
