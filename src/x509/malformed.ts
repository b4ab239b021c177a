/** Bytes that are not a certificate, or more of one than is looked at. */
export class MalformedCertificateError extends Error {
  override readonly name = "MalformedCertificateError";

  /** `offset`: in octets from the start of the structure that was read; `field`: ASN.1's name of what was being read. */
  constructor(
    message: string,
    readonly offset: number,
    readonly field: string,
    readonly code: "malformed_certificate" | "too_complex" = "malformed_certificate",
  ) {
    super(message);
  }
}
