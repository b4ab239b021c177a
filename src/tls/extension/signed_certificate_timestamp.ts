/** signed_certificate_timestamp, RFC 6962 §3.3. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType } from "../../registry/mod.ts";
import { empty } from "./empty.ts";
import type { ExtensionCodec } from "./extension.ts";

const readList = (reader: Reader): Uint8Array[] =>
  reader.list("sct_list", 2, (reader) => reader.vector("serialized_sct", 2, { minimum: 1 }), { minimum: 1 });

export const signedCertificateTimestamp = {
  type: ExtensionType.signed_certificate_timestamp,
  offer: ({ signedCertificateTimestamp }) => signedCertificateTimestamp ? () => {} : null,
  read: { ClientHello: empty, ServerHello: readList, CertificateRequest: empty, Certificate: readList },
} as const satisfies ExtensionCodec;
