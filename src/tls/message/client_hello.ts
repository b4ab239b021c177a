/** ClientHello, RFC 9846 §4.2.2. */
import type { Reader, Writer } from "../../bytes/mod.ts";
import { cipherSuites, compressionMethods, HandshakeType, protocolVersions } from "../../registry/mod.ts";
import { type Extension, readExtensions } from "../extension/mod.ts";
import { encodeHandshake } from "./handshake.ts";

export interface ClientHello {
  readonly legacyVersion: number;
  readonly random: Uint8Array;
  readonly legacySessionId: Uint8Array;
  readonly cipherSuites: readonly number[];
  readonly legacyCompressionMethods: readonly number[];
  /** Empty also when the block itself is missing, as in SSL 3.0. */
  readonly extensions: readonly Extension[];
}

export function readClientHello(reader: Reader): ClientHello {
  return {
    legacyVersion: reader.codePoint("legacy_version", 2, protocolVersions.codePoint),
    random: reader.opaque("random", 32),
    legacySessionId: reader.vector("legacy_session_id", 1, { maximum: 32 }),
    cipherSuites: reader.list(
      "cipher_suites",
      2,
      (reader) => reader.codePoint("cipher_suite", 2, cipherSuites.codePoint),
      { minimum: 2 },
    ),
    legacyCompressionMethods: reader.list(
      "legacy_compression_methods",
      1,
      (reader) => reader.codePoint("compression_method", 1, compressionMethods.codePoint),
      { minimum: 1 },
    ),
    extensions: reader.remaining === 0 ? [] : readExtensions(reader, "ClientHello"),
  };
}

export interface ClientHelloFields extends Omit<ClientHello, "extensions"> {
  readonly writeExtensions: (writer: Writer) => void;
}

export function encodeClientHello(hello: ClientHelloFields): Uint8Array<ArrayBuffer> {
  return encodeHandshake(HandshakeType.client_hello, (writer) => {
    writer.uint16(hello.legacyVersion).opaque(hello.random).vector(1, hello.legacySessionId);
    writer.scope(2, (list) => hello.cipherSuites.forEach((suite) => list.uint16(suite)));
    writer.scope(1, (list) => hello.legacyCompressionMethods.forEach((method) => list.uint8(method)));
    hello.writeExtensions(writer);
  });
}
