/** A public key, or a signature's parameters, that no implementation here can use: not the same as a bad signature. */
export class UnsupportedKeyError extends Error {
  override readonly name: string = "UnsupportedKeyError";
}

/** One that nobody could use: malformed, or numbers that make no key of its kind. Whoever issued it is to blame. */
export class InvalidKeyError extends UnsupportedKeyError {
  override readonly name = "InvalidKeyError";
}

/** A peer's key share that its group does not allow: RFC 9846 answers it with `illegal_parameter`. */
export class KeyShareError extends Error {
  override readonly name = "KeyShareError";
}

/** An algorithm that this runtime has neither natively nor as a fallback. */
export class UnsupportedAlgorithmError extends Error {
  override readonly name = "UnsupportedAlgorithmError";
}
