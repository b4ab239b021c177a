/** What a server says, encoded. Only tests need these: the engine is a client. */
import { Reader, Writer } from "../../../src/bytes/mod.ts";
import { ExtensionType, HandshakeType } from "../../../src/registry/mod.ts";
import {
  encodeHandshake,
  HELLO_RETRY_REQUEST_RANDOM,
  readHandshake,
  readServerHello,
} from "../../../src/tls/message/mod.ts";

/** An extension: its type, and what is in it. */
export type ExtensionInput = readonly [type: number, data: Uint8Array];

export const noData = new Uint8Array();

/** `extension_data` as `write` writes it. */
export function data(write: (writer: Writer) => void): Uint8Array {
  const writer = new Writer();
  write(writer);
  return writer.bytes();
}

export interface ServerHelloInput {
  readonly legacyVersion: number;
  readonly random: Uint8Array;
  readonly legacySessionIdEcho: Uint8Array;
  readonly cipherSuite: number;
  readonly compressionMethod?: number;
  /** `null` leaves the whole block out. */
  readonly extensions: readonly ExtensionInput[] | null;
}

export function encodeServerHello(hello: ServerHelloInput): Uint8Array {
  return encodeHandshake(HandshakeType.server_hello, (writer) => {
    writer.uint16(hello.legacyVersion).opaque(hello.random).vector(1, hello.legacySessionIdEcho);
    writer.uint16(hello.cipherSuite).uint8(hello.compressionMethod ?? 0);
    if (hello.extensions !== null) writeExtensions(writer, hello.extensions);
  });
}

export function encodeHelloRetryRequest(hello: Omit<ServerHelloInput, "random">): Uint8Array {
  return encodeServerHello({ ...hello, random: HELLO_RETRY_REQUEST_RANDOM });
}

export function encodeEncryptedExtensions(extensions: readonly ExtensionInput[]): Uint8Array {
  return encodeHandshake(
    HandshakeType.encrypted_extensions,
    (writer) => writeExtensions(writer, extensions),
  );
}

export function encodeCertificateRequest(
  context: Uint8Array,
  extensions: readonly ExtensionInput[],
): Uint8Array {
  return encodeHandshake(
    HandshakeType.certificate_request,
    (writer) => writeExtensions(writer.vector(1, context), extensions),
  );
}

/** RFC 5246 §7.4.4; without `schemes` RFC 4346 §7.4.4. */
export function encodeCertificateRequest12(
  types: readonly number[],
  schemes: readonly number[] | null,
  authorities: readonly Uint8Array[],
): Uint8Array {
  return encodeHandshake(HandshakeType.certificate_request, (writer) => {
    writer.scope(1, (list) => types.forEach((type) => list.uint8(type)));
    if (schemes !== null) writer.scope(2, (list) => schemes.forEach((scheme) => list.uint16(scheme)));
    writer.scope(2, (list) => authorities.forEach((name) => list.vector(2, name)));
  });
}

export interface CertificateInput {
  readonly certData: Uint8Array;
  readonly extensions?: readonly ExtensionInput[];
}

export function encodeCertificate(
  entries: readonly CertificateInput[],
  context: Uint8Array = noData,
): Uint8Array {
  return encodeHandshake(HandshakeType.certificate, (writer) => {
    writer.vector(1, context).scope(3, (list) => {
      for (const { certData, extensions } of entries) {
        list.vector(3, certData);
        writeExtensions(list, extensions ?? []);
      }
    });
  });
}

/** RFC 8879 §4. */
export function encodeCompressedCertificate(
  algorithm: number,
  uncompressedLength: number,
  compressed: Uint8Array,
): Uint8Array {
  return encodeHandshake(
    HandshakeType.compressed_certificate,
    (writer) => writer.uint16(algorithm).uint24(uncompressedLength).vector(3, compressed),
  );
}

export function encodeCertificate12(chain: readonly Uint8Array[]): Uint8Array {
  return encodeHandshake(
    HandshakeType.certificate,
    (writer) => writer.scope(3, (list) => chain.forEach((der) => list.vector(3, der))),
  );
}

/** RFC 7250 §3. */
export function encodeRawPublicKey12(spki: Uint8Array): Uint8Array {
  return encodeHandshake(HandshakeType.certificate, (writer) => writer.vector(3, spki));
}

/** RFC 6066 §8, OCSP. */
export function certificateStatus(response: Uint8Array): Uint8Array {
  return data((writer) => writer.uint8(1).vector(3, response));
}

export function encodeCertificateStatus(response: Uint8Array): Uint8Array {
  return encodeHandshake(
    HandshakeType.certificate_status,
    (writer) => writer.opaque(certificateStatus(response)),
  );
}

export function encodeCertificateVerify(algorithm: number, signature: Uint8Array): Uint8Array {
  return encodeHandshake(
    HandshakeType.certificate_verify,
    (writer) => writer.uint16(algorithm).vector(2, signature),
  );
}

export interface TicketInput {
  readonly ticketLifetime?: number;
  readonly ticketAgeAdd?: number;
  readonly ticketNonce?: Uint8Array;
  readonly ticket?: Uint8Array;
  readonly extensions?: readonly ExtensionInput[];
}

export function encodeNewSessionTicket({
  ticketLifetime = 7200,
  ticketAgeAdd = 0x01020304,
  ticketNonce = new Uint8Array([0, 0]),
  ticket = new Uint8Array(32).fill(0x74),
  extensions = [],
}: TicketInput = {}): Uint8Array {
  return encodeHandshake(HandshakeType.new_session_ticket, (writer) => {
    writer.uint32(ticketLifetime).uint32(ticketAgeAdd).vector(1, ticketNonce).vector(2, ticket);
    writeExtensions(writer, extensions);
  });
}

export function encodeNewSessionTicket12(ticket: Uint8Array): Uint8Array {
  return encodeHandshake(
    HandshakeType.new_session_ticket,
    (writer) => writer.uint32(7200).vector(2, ticket),
  );
}

export function ecdheParams(namedCurve: number, point: Uint8Array): Uint8Array {
  return data((writer) => writer.uint8(3).uint16(namedCurve).vector(1, point));
}

export function dheParams(p: Uint8Array, g: Uint8Array, ys: Uint8Array): Uint8Array {
  return data((writer) => writer.vector(2, p).vector(2, g).vector(2, ys));
}

/** `algorithm`: `null` before TLS 1.2. */
export function encodeServerKeyExchange(
  params: Uint8Array,
  algorithm: number | null,
  signature: Uint8Array,
): Uint8Array {
  return encodeHandshake(HandshakeType.server_key_exchange, (writer) => {
    writer.opaque(params);
    if (algorithm !== null) writer.uint16(algorithm);
    writer.vector(2, signature);
  });
}

/** A message that has no body: ServerHelloDone, HelloRequest. */
export function encodeEmpty(msgType: number): Uint8Array {
  return encodeHandshake(msgType, () => {});
}

export const selectedVersion = (version: number): ExtensionInput => [
  ExtensionType.supported_versions,
  data((writer) => writer.uint16(version)),
];

export const serverShare = (group: number, keyExchange: Uint8Array): ExtensionInput => [
  ExtensionType.key_share,
  data((writer) => writer.uint16(group).vector(2, keyExchange)),
];

export const selectedPsk = (selectedIdentity: number): ExtensionInput => [
  ExtensionType.pre_shared_key,
  data((writer) => writer.uint16(selectedIdentity)),
];

export const selectedGroup = (group: number): ExtensionInput => [
  ExtensionType.key_share,
  data((writer) => writer.uint16(group)),
];

export const cookie = (octets: Uint8Array): ExtensionInput => [
  ExtensionType.cookie,
  data((writer) => writer.vector(2, octets)),
];

export const selectedProtocol = (...names: readonly string[]): ExtensionInput => [
  ExtensionType.application_layer_protocol_negotiation,
  data((writer) =>
    writer.scope(2, (list) => names.forEach((name) => list.vector(1, new TextEncoder().encode(name))))
  ),
];

export const signatureAlgorithms = (schemes: readonly number[]): ExtensionInput => [
  ExtensionType.signature_algorithms,
  data((writer) => writer.scope(2, (list) => schemes.forEach((scheme) => list.uint16(scheme)))),
];

export const certificateAuthorities = (names: readonly Uint8Array[]): ExtensionInput => [
  ExtensionType.certificate_authorities,
  data((writer) => writer.scope(2, (list) => names.forEach((name) => list.vector(2, name)))),
];

export const signedCertificateTimestamps = (list: readonly Uint8Array[]): ExtensionInput => [
  ExtensionType.signed_certificate_timestamp,
  data((writer) => writer.scope(2, (scope) => list.forEach((sct) => scope.vector(2, sct)))),
];

function writeExtensions(writer: Writer, extensions: readonly ExtensionInput[]): void {
  writer.scope(2, (block) => extensions.forEach(([type, data]) => block.uint16(type).vector(2, data)));
}

/** A ServerHello or HelloRetryRequest with some of it replaced. */
export function changeServerHello(
  message: Uint8Array,
  change: (hello: ServerHelloInput) => Partial<ServerHelloInput>,
): Uint8Array {
  const hello = readHandshake(new Reader(message), readServerHello);
  const input: ServerHelloInput = {
    ...hello,
    compressionMethod: hello.legacyCompressionMethod,
    extensions: hello.extensions.map(({ type, data }) => [type, data] as const),
  };
  return encodeServerHello({ ...input, ...change(input) });
}

/** The same with these extensions behind its own. */
export function addExtensions(message: Uint8Array, ...added: readonly ExtensionInput[]): Uint8Array {
  return changeServerHello(message, ({ extensions }) => ({ extensions: [...extensions ?? [], ...added] }));
}

/** The same without extensions of this type. */
export function removeExtension(message: Uint8Array, type: number): Uint8Array {
  return changeServerHello(message, ({ extensions }) => ({
    extensions: (extensions ?? []).filter((extension) => extension[0] !== type),
  }));
}
