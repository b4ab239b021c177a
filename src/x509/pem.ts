/** Certificates in PEM, RFC 7468 §5. */
import { fromBase64 } from "../bytes/mod.ts";
import { MalformedCertificateError } from "./malformed.ts";

const BLOCK =
  /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([^-]*)-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;

/** The DER of every certificate in `text`, in order; other blocks and text between them are passed over. */
export function readPemCertificates(text: string): Uint8Array[] {
  return [...text.matchAll(BLOCK)].map(([, base64], index) => {
    try {
      return fromBase64(base64!.replace(/\s+/g, ""));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new MalformedCertificateError(`PEM block ${index + 1} is not base64`, 0, "Certificate");
    }
  });
}
