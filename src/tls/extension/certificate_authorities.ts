/** certificate_authorities, RFC 9846 §4.3.4. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

/** DER Names, undecoded. */
export const readDistinguishedNames = (reader: Reader, minimum: number): Uint8Array[] =>
  reader.list(
    "authorities",
    2,
    (reader) => reader.vector("distinguished_name", 2, { minimum: 1 }),
    { minimum, limit: 4096 },
  );

const read = (reader: Reader): Uint8Array[] => readDistinguishedNames(reader, 3);

export const certificateAuthorities = {
  type: ExtensionType.certificate_authorities,
  read: { ClientHello: read, CertificateRequest: read },
} as const satisfies ExtensionCodec;
