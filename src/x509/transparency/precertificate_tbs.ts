/** A TBSCertificate as a log saw it, before there were SCTs to put into it (RFC 6962 §3.2). */
import { derElement } from "../../crypto/der.ts";
import { DerReader } from "../der/reader.ts";
import { contextConstructed, tag } from "../der/tag.ts";

/** The extension of a certificate that holds its SCTs, RFC 6962 §3.3. */
export const timestampsExtension = "1.3.6.1.4.1.11129.2.4.2";

const EXTENSIONS = contextConstructed(3);

/**
 * The TBSCertificate without the extension that holds SCTs. Every other octet stays as it is, however it is encoded;
 * only the lengths around it change. Throws `MalformedCertificateError`.
 */
export function precertificateTbs(tbsCertificate: Uint8Array): Uint8Array<ArrayBuffer> {
  const fields = DerReader.over(tbsCertificate).sequence("tbsCertificate", (reader) => {
    const all: Uint8Array[] = [];
    while (!reader.atEnd) {
      const element = reader.any("tbsCertificate");
      const der = reader.whole(element);
      all.push(...(element.tag === EXTENSIONS ? extensionsWithout(der) : [der]));
    }
    return all;
  });
  return derElement(tag.sequence, ...fields);
}

/** The field in its tag; without any extension left there is no field either (RFC 5280 §4.1: SIZE (1..MAX)). */
function extensionsWithout(der: Uint8Array): Uint8Array[] {
  const kept = DerReader.over(der).sequence(
    "extensions",
    (wrapped) =>
      wrapped.sequenceOf("Extensions", (reader) => {
        const element = reader.read(tag.sequence, "Extension");
        const whole = reader.whole(element);
        const extnID = DerReader.over(reader.content(element)).objectIdentifier("extnID");
        return extnID === timestampsExtension ? [] : [whole];
      }),
    EXTENSIONS,
  ).flat();
  return kept.length === 0 ? [] : [derElement(EXTENSIONS, derElement(tag.sequence, ...kept))];
}
