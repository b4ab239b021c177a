/** A public key, or a signature's parameters, that no implementation here can use: not the same as a bad signature. */
export class UnsupportedKeyError extends Error {
  override readonly name = "UnsupportedKeyError";
}

/** A peer's key share that its group does not allow: RFC 9846 answers it with `illegal_parameter`. */
export class KeyShareError extends Error {
  override readonly name = "KeyShareError";
}

/** An algorithm that this runtime has neither natively nor as a fallback. */
export class UnsupportedAlgorithmError extends Error {
  override readonly name = "UnsupportedAlgorithmError";
}
