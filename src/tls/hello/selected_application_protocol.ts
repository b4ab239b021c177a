/** The server's choice of ALPN protocol, RFC 7301 §3.1: exactly one, and one that was offered. */
import { applicationLayerProtocolNegotiation, type Extension, find } from "../extension/mod.ts";
import type { Offer } from "../offer.ts";
import { ProtocolError } from "../protocol_error.ts";

export function selectedApplicationProtocol(
  { applicationProtocols }: Offer,
  extensions: readonly Extension[],
  message: "ServerHello" | "EncryptedExtensions",
): string | null {
  const names = find(extensions, applicationLayerProtocolNegotiation, message);
  if (names === null) return null;
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server chose ${names.length} ALPN protocols instead of one`,
    );
  }
  if (!applicationProtocols.includes(name)) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server chose the ALPN protocol "${name}", which was not offered`,
    );
  }
  return name;
}
