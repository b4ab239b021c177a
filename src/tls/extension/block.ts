/** A message's block of extensions: every type is kept, known or not. */
import { type Reader, Writer } from "../../bytes/mod.ts";
import { extensionTypes } from "../../registry/mod.ts";
import type { Offer, RawExtension } from "../offer.ts";
import { applicationLayerProtocolNegotiation } from "./application_layer_protocol_negotiation.ts";
import { certificateAuthorities } from "./certificate_authorities.ts";
import { clientCertificateType, serverCertificateType } from "./certificate_types.ts";
import { compressCertificate } from "./compress_certificate.ts";
import { cookie } from "./cookie.ts";
import { delegatedCredential } from "./delegated_credential.ts";
import { earlyData } from "./early_data.ts";
import { ecPointFormats } from "./ec_point_formats.ts";
import { encryptedClientHello } from "./encrypted_client_hello.ts";
import { encryptThenMac } from "./encrypt_then_mac.ts";
import { extendedMainSecret } from "./extended_main_secret.ts";
import type { ClientHelloParts, Extension, ExtensionCodec, ExtensionMessage } from "./extension.ts";
import { keyShare } from "./key_share.ts";
import { maxFragmentLength } from "./max_fragment_length.ts";
import { padding } from "./padding.ts";
import { preSharedKey } from "./pre_shared_key.ts";
import { pskKeyExchangeModes } from "./psk_key_exchange_modes.ts";
import { recordSizeLimit } from "./record_size_limit.ts";
import { renegotiationInfo } from "./renegotiation_info.ts";
import { serverName } from "./server_name.ts";
import { sessionTicket } from "./session_ticket.ts";
import { signatureAlgorithms, signatureAlgorithmsCert } from "./signature_algorithms.ts";
import { signedCertificateTimestamp } from "./signed_certificate_timestamp.ts";
import { statusRequest } from "./status_request.ts";
import { supportedGroups } from "./supported_groups.ts";
import { supportedVersions } from "./supported_versions.ts";

/** Every codec. The order is the one in which a ClientHello carries them, unless its offer has another. */
const codecs: readonly ExtensionCodec[] = [
  serverName,
  extendedMainSecret,
  renegotiationInfo,
  supportedGroups,
  ecPointFormats,
  sessionTicket,
  applicationLayerProtocolNegotiation,
  statusRequest,
  signatureAlgorithms,
  signatureAlgorithmsCert,
  signedCertificateTimestamp,
  encryptThenMac,
  keyShare,
  cookie,
  pskKeyExchangeModes,
  supportedVersions,
  maxFragmentLength,
  certificateAuthorities,
  earlyData,
  recordSizeLimit,
  compressCertificate,
  clientCertificateType,
  serverCertificateType,
  delegatedCredential,
  encryptedClientHello,
  padding,
  preSharedKey,
];

const byType = new Map(codecs.map((codec) => [codec.type, codec]));

export function readExtensions(reader: Reader, message: ExtensionMessage): Extension[] {
  return reader.list("extensions", 2, (reader) => readExtension(reader, message));
}

/** A type that has a codec, in a message that is none of those that may carry it. */
export function isMisplaced(type: number, message: ExtensionMessage): boolean {
  const codec = byType.get(type);
  return codec !== undefined && codec.read[message] === undefined;
}

/** RFC 5246 §7.4.1.2: a ClientHello without any has no block either. */
export function writeClientExtensions(writer: Writer, offer: Offer, parts: ClientHelloParts): void {
  const block = new Writer();
  const say = (codec: Offered) => {
    const write = codec.offer?.(offer, parts);
    if (write) block.uint16(codec.type).scope(2, write);
  };
  // RFC 8701 §3.1: GREASE stands first and last; the last one is not empty, for servers that dislike that.
  if (parts.grease) block.uint16(parts.grease.firstExtension).uint16(0);
  inOrder(offer).forEach(say);
  if (parts.grease) block.uint16(parts.grease.lastExtension).vector(2, new Uint8Array(1));
  // RFC 9846 §4.3.11: nothing stands behind it, GREASE included.
  say(preSharedKey);
  if (block.length > 0) writer.vector(2, block.bytes());
}

/** All but pre_shared_key, which has one place alone. */
function inOrder({ extensionOrder: types, rawExtensions }: Offer): readonly Offered[] {
  const all = [...codecs.filter((codec) => codec !== preSharedKey), ...rawExtensions.map(raw)];
  if (types === null) return all;
  const named = types.flatMap((type) => all.filter((each) => each.type === type));
  return [...named, ...all.filter((each) => !types.includes(each.type))];
}

type Offered = Pick<ExtensionCodec, "type" | "offer">;

function raw({ type, data }: RawExtension): Offered {
  return { type, offer: () => (writer) => writer.opaque(data) };
}

function readExtension(reader: Reader, message: ExtensionMessage): Extension {
  return reader.group("extension", (reader) => {
    const type = reader.codePoint("extension_type", 2, extensionTypes.codePoint);
    const read = byType.get(type)?.read[message];
    let data: Uint8Array = new Uint8Array();
    const value = reader.scope("extension_data", 2, (reader) => {
      data = reader.peek();
      if (!read) {
        if (reader.remaining > 0) reader.rest("opaque");
        return null;
      }
      return read(reader);
    });
    return { type, data, value };
  });
}
