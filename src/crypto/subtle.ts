/** Small helpers around WebCrypto's types. */

/** The octets as WebCrypto's types want them. All our arrays lie over an ArrayBuffer, never a shared one. */
export function source(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}

/** The result of a WebCrypto call as octets. */
export function octets(buffer: ArrayBuffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}

/** Whether WebCrypto refused the data rather than the call: a tag that does not match, a point off the curve. */
export function isOperationError(error: unknown): boolean {
  return error instanceof Error && (error.name === "OperationError" || error.name === "DataError");
}

/** As JSON Web Keys have it. */
export function base64url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}
