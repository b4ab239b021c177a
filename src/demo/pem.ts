/** PEM, RFC 7468: base64 in lines of 64 between labelled boundaries. */
import { fromBase64, toBase64 } from "../bytes/mod.ts";

/** `label`: `CERTIFICATE`, `PRIVATE KEY`, `X509 CRL`, … Ends with a line break. */
export function toPem(label: string, der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/** The DER of every block of that label, in order. */
export function fromPem(label: string, pem: string): Uint8Array<ArrayBuffer>[] {
  const blocks = pem.matchAll(
    new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]*)-----END ${label}-----`, "g"),
  );
  return [...blocks].map((block) => fromBase64(block[1]!.replace(/\s+/g, "")));
}
