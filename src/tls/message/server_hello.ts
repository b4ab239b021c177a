/** ServerHello and HelloRetryRequest, RFC 9846 §4.2.3 and §4.2.4; for older versions RFC 5246 §7.4.1.3. */
import { equalBytes, fromHex, type Reader } from "../../bytes/mod.ts";
import { cipherSuites, compressionMethods, protocolVersions } from "../../registry/mod.ts";
import { type Extension, readExtensions } from "../extension/mod.ts";

export interface ServerHello {
  readonly legacyVersion: number;
  readonly random: Uint8Array;
  readonly legacySessionIdEcho: Uint8Array;
  readonly cipherSuite: number;
  readonly legacyCompressionMethod: number;
  readonly extensions: readonly Extension[];
  /** The random is SHA-256 of "HelloRetryRequest". */
  readonly isHelloRetryRequest: boolean;
}

/** RFC 9846 §4.2.3. */
export const HELLO_RETRY_REQUEST_RANDOM = fromHex(
  "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c",
);

export function readServerHello(reader: Reader): ServerHello {
  const legacyVersion = reader.codePoint("legacy_version", 2, protocolVersions.codePoint);
  const random = reader.opaque("random", 32);
  const isHelloRetryRequest = equalBytes(random, HELLO_RETRY_REQUEST_RANDOM);
  return {
    legacyVersion,
    random,
    isHelloRetryRequest,
    legacySessionIdEcho: reader.vector("legacy_session_id_echo", 1, { maximum: 32 }),
    cipherSuite: reader.codePoint("cipher_suite", 2, cipherSuites.codePoint),
    legacyCompressionMethod: reader.codePoint("legacy_compression_method", 1, compressionMethods.codePoint),
    // RFC 5246 §7.4.1.3: a server that has nothing to say may leave the block out.
    extensions: reader.remaining === 0
      ? []
      : readExtensions(reader, isHelloRetryRequest ? "HelloRetryRequest" : "ServerHello"),
  };
}
