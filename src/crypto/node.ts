/** A small helper around node:crypto. */

/** The octets of a Buffer as an array whose methods are an array's: a Buffer's `slice` does not copy. */
export function withoutBuffer({ buffer, byteOffset, length }: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, length);
}
