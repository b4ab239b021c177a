/** SHA-256 of a certificate's DER, lower-case hex; computed once for each certificate that was read. */
import { toHex } from "../../bytes/mod.ts";
import { hash } from "../../crypto/mod.ts";
import type { ParsedCertificate } from "./certificate.ts";

export async function fingerprint(certificate: ParsedCertificate): Promise<string> {
  let known = fingerprints.get(certificate);
  if (known === undefined) {
    known = toHex(await hash("SHA-256").digest(certificate.der));
    fingerprints.set(certificate, known);
  }
  return known;
}

const fingerprints = new WeakMap<ParsedCertificate, string>();
