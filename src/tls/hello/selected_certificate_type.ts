/** The kind of certificate that the server shows, RFC 7250 §4.2: one of those that were offered. */
import { CertificateType, certificateTypes } from "../../registry/mod.ts";
import { clientCertificateType, type Extension, find, serverCertificateType } from "../extension/mod.ts";
import type { Offer } from "../offer.ts";
import { ProtocolError } from "../protocol_error.ts";

/** X.509 where nothing was agreed on. Throws `ProtocolError`; also for a choice of ours that was not offered. */
export function selectedCertificateType(
  { serverCertificateTypes, clientCertificateTypes }: Offer,
  extensions: readonly Extension[],
  message: "ServerHello" | "EncryptedExtensions",
): number {
  const ours = find(extensions, clientCertificateType, message);
  if (ours !== null) checkOffered(ours, clientCertificateTypes, "us");
  const selected = find(extensions, serverCertificateType, message);
  if (selected === null) return CertificateType.X509;
  checkOffered(selected, serverCertificateTypes, "itself");
  // RFC 7250 §3: of the other kinds this engine knows none.
  if (selected !== CertificateType.X509 && selected !== CertificateType["Raw Public Key"]) {
    throw new ProtocolError("internal", `There is no code for certificates of type ${nameOf(selected)}`, {
      fault: "us",
    });
  }
  return selected;
}

function checkOffered(type: number, offered: readonly number[], whom: string): void {
  if (offered.includes(type)) return;
  throw new ProtocolError(
    "illegal_parameter",
    `The server chose the certificate type ${nameOf(type)} for ${whom}, which was not offered`,
  );
}

function nameOf(type: number): string {
  return `"${certificateTypes.codePoint(type).name ?? type}"`;
}
