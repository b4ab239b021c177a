/** RFC 9846 §5.3, RFC 7905 §2: the static IV exclusive-or the 64-bit sequence number. */
export function xorNonce(iv: Uint8Array, sequenceNumber: number): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(iv);
  for (let i = nonce.length - 1, rest = sequenceNumber; rest > 0; i--, rest = Math.floor(rest / 256)) {
    nonce[i]! ^= rest % 256;
  }
  return nonce;
}
