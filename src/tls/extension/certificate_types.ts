/** server_certificate_type and client_certificate_type, RFC 7250 §3: raw public keys instead of certificates. */
import type { Reader, Writer } from "../../bytes/mod.ts";
import { certificateTypes, ExtensionType } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

type Name = "server_certificate_type" | "client_certificate_type";

const readOne = (name: Name) => (reader: Reader): number =>
  reader.codePoint(name, 1, certificateTypes.codePoint);

const readAll = (name: Name) => (reader: Reader): number[] =>
  reader.list(`${name}s`, 1, readOne(name), { minimum: 1 });

const read = (name: Name) =>
  ({ ClientHello: readAll(name), ServerHello: readOne(name), EncryptedExtensions: readOne(name) }) as const;

const write = (types: readonly number[]) => (writer: Writer) =>
  void writer.scope(1, (list) => types.forEach((type) => list.uint8(type)));

export const serverCertificateType = {
  type: ExtensionType.server_certificate_type,
  offer: ({ serverCertificateTypes }) =>
    serverCertificateTypes.length === 0 ? null : write(serverCertificateTypes),
  read: read("server_certificate_type"),
} as const satisfies ExtensionCodec;

export const clientCertificateType = {
  type: ExtensionType.client_certificate_type,
  offer: ({ clientCertificateTypes }) =>
    clientCertificateTypes.length === 0 ? null : write(clientCertificateTypes),
  read: read("client_certificate_type"),
} as const satisfies ExtensionCodec;
