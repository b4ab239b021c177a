/** Hexadecimal and base64, behind one import so that switching the implementation is one line. */

/** Lower-case hex, two digits an octet, no separators. */
export function toHex(bytes: Uint8Array): string {
  return bytes.toHex();
}

/** Octets from hex; white space is allowed between digits. Throws `SyntaxError` on anything else. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromHex(hex.replace(/\s+/g, ""));
}

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  return bytes.toBase64();
}

/** Octets from standard base64. Throws `SyntaxError` on anything else. */
export function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromBase64(base64);
}

/** base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}
