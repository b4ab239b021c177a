/** What a ServerHello may say to this ClientHello: RFC 9846 §4.2.3, RFC 5246 §7.4.1.3. */
import { equalBytes } from "../../bytes/mod.ts";
import {
  AlertDescription,
  CipherSuite,
  cipherSuites,
  CompressionMethod,
  compressionMethods,
  ExtensionType,
  extensionTypes,
  ProtocolVersion,
  protocolVersions,
} from "../../registry/mod.ts";
import { tls12Suite, tls13Suites } from "../cipher_suite.ts";
import { type Extension, find, isMisplaced, supportedVersions } from "../extension/mod.ts";
import type { ClientHello, ServerHello } from "../message/mod.ts";
import type { Offer } from "../offer.ts";
import { ProtocolError } from "../protocol_error.ts";
import type { Client } from "./client.ts";
import { downgradeSentinel } from "./downgrade_sentinel.ts";

/** The version the server chose. Throws `ProtocolError` when it was not offered. */
export function negotiatedVersion({ offer }: Client, serverHello: ServerHello): number {
  const selected = find(
    serverHello.extensions,
    supportedVersions,
    serverHello.isHelloRetryRequest ? "HelloRetryRequest" : "ServerHello",
  );
  // RFC 9846 §4.2.4: without it, it would be no message of TLS 1.3, and of older versions it is none either.
  if (selected === null && serverHello.isHelloRetryRequest) {
    throw new ProtocolError("illegal_parameter", "The HelloRetryRequest has no supported_versions", {
      alert: AlertDescription.missing_extension,
    });
  }
  // RFC 9846 §4.3.1: the extension chooses TLS 1.3 or later, never anything older.
  if (selected !== null && selected < ProtocolVersion.TLS_1_3) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server chose ${versionName(selected)} in supported_versions, which is for TLS 1.3 and later`,
    );
  }
  const version = selected ?? serverHello.legacyVersion;
  // A version may be offered only to see who stumbles over it: nobody can go on with it.
  const isKnown = version <= (selected !== null ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2);
  if (!offer.versions.includes(version) || !isKnown) {
    const offered = offer.versions.filter((version) => version <= ProtocolVersion.TLS_1_3);
    throw new ProtocolError(
      "unsupported_version",
      `The server chose ${versionName(version)}; offered were ${offered.map(versionName).join(", ")}`,
      // RFC 9846 §4.3.1, appendix E.1.
      { alert: selected !== null ? AlertDescription.illegal_parameter : AlertDescription.protocol_version },
    );
  }
  return version;
}

/** Everything that holds for all versions, and for a HelloRetryRequest too. */
export function checkServerHello(client: Client, serverHello: ServerHello, version: number): void {
  refuseDuplicates(serverHello.extensions);
  refuseUnsolicited(client.clientHello, serverHello.extensions, serverHello.isHelloRetryRequest);
  checkCompression(client, serverHello, version);
  checkCipherSuite(client, serverHello.cipherSuite, version);
  if (version >= ProtocolVersion.TLS_1_3) checkTls13(client, serverHello);
}

/** RFC 9846 §4.2.3: a server that could do better and was made to choose less says so in its random. */
export function checkDowngrade({ offer }: Client, serverHello: ServerHello, version: number): void {
  const best = Math.max(...offer.versions);
  if (version >= Math.min(best, ProtocolVersion.TLS_1_3)) return;
  const sentinel = downgradeSentinel(serverHello.random);
  const better = sentinel === "tls12" ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2;
  if (sentinel === "none" || best < better) return;
  throw new ProtocolError(
    "downgrade_detected",
    `The server chose ${versionName(version)} and its random says that it can do better: ` +
      "something on the way took the better version out of the ClientHello, or the server is misconfigured",
  );
}

/** RFC 9846 §4.3: no type twice in a block. */
export function refuseDuplicates(extensions: readonly Extension[]): void {
  const seen = new Set<number>();
  for (const { type } of extensions) {
    if (seen.has(type)) {
      throw new ProtocolError("illegal_parameter", `The extension ${extensionName(type)} is there twice`);
    }
    seen.add(type);
  }
}

/** RFC 9846 §4.3: a server answers extensions, it does not start them; the cookie is the exception. */
export function refuseUnsolicited(
  clientHello: ClientHello,
  extensions: readonly Extension[],
  isHelloRetryRequest = false,
): void {
  const offered = new Set<number>(clientHello.extensions.map(({ type }) => type));
  // RFC 5746 §3.3: the signalling suite says the same as the extension.
  if (clientHello.cipherSuites.includes(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV)) {
    offered.add(ExtensionType.renegotiation_info);
  }
  for (const { type } of extensions) {
    if (offered.has(type) || isHelloRetryRequest && type === ExtensionType.cookie) continue;
    throw new ProtocolError(
      "illegal_parameter",
      `The server sent the extension ${extensionName(type)}, which the ClientHello did not offer`,
      { alert: AlertDescription.unsupported_extension },
    );
  }
}

/**
 * RFC 9846 §4.3: a known extension in a message that has no place for it. `rawExtensions`: those that were offered
 * as they are, and that are answered wherever the server sees fit.
 */
export function refuseMisplaced(
  extensions: readonly Extension[],
  allowed: ReadonlySet<number>,
  message: string,
  { rawExtensions }: Pick<Offer, "rawExtensions"> = { rawExtensions: [] },
): void {
  const raw = new Set(rawExtensions.map(({ type }) => type));
  for (const { type } of extensions) {
    if (allowed.has(type) || raw.has(type)) continue;
    throw new ProtocolError(
      "illegal_parameter",
      `The extension ${extensionName(type)} does not belong into ${message}`,
    );
  }
}

/** RFC 9846 §9.3: messages whose unknown extensions are ignored; known ones that belong elsewhere are not. */
export function checkRequests(
  extensions: readonly Extension[],
  message: "CertificateRequest" | "NewSessionTicket",
): void {
  refuseDuplicates(extensions);
  const misplaced = extensions.filter(({ type }) => isMisplaced(type, message));
  refuseMisplaced(misplaced, new Set(), `a ${message}`);
}

export function extensionName(type: number): string {
  const { name, hex } = extensionTypes.codePoint(type);
  return `"${name ?? hex}"`;
}

export function suiteName(cipherSuite: number): string {
  const { name, hex } = cipherSuites.codePoint(cipherSuite);
  return name ?? hex;
}

export function versionName(version: number): string {
  const { name, hex } = protocolVersions.codePoint(version);
  return name ?? hex;
}

/** RFC 9846 §4.2.3: none since TLS 1.3. */
function checkCompression(
  { offer }: Client,
  { legacyCompressionMethod }: ServerHello,
  version: number,
): void {
  const allowed = version < ProtocolVersion.TLS_1_3 ? offer.compressionMethods : [CompressionMethod.NULL];
  if (allowed.includes(legacyCompressionMethod)) return;
  throw new ProtocolError(
    "illegal_parameter",
    `The server chose compression method ${legacyCompressionMethod}; only ${
      allowed.map((method) => `"${compressionMethods.codePoint(method).name ?? method}"`).join(", ")
    } was offered`,
  );
}

function checkCipherSuite({ offer }: Client, cipherSuite: number, version: number): void {
  const name = suiteName(cipherSuite);
  if (!offer.cipherSuites.includes(cipherSuite)) {
    throw new ProtocolError("illegal_parameter", `The server chose ${name}, which was not offered`);
  }
  const known = version >= ProtocolVersion.TLS_1_3
    ? tls13Suites.has(cipherSuite)
    : tls12Suite(cipherSuite) !== null;
  if (!known || isTooNew(cipherSuite, version)) {
    throw new ProtocolError("illegal_parameter", `${name} is not a suite of ${versionName(version)}`);
  }
}

/** RFC 5246 §A.5: suites with AEAD or a hash of their own are for TLS 1.2 and later. */
function isTooNew(cipherSuite: number, version: number): boolean {
  if (version >= ProtocolVersion.TLS_1_2) return false;
  const cipher = tls12Suite(cipherSuite)!.cipher;
  return cipher.kind === "aead" || cipher.kind === "block" && cipher.mac !== "SHA-1";
}

/** RFC 9846 §4.3's table: what a ServerHello and a HelloRetryRequest of TLS 1.3 may carry. */
const IN_SERVER_HELLO: ReadonlySet<number> = new Set([
  ExtensionType.key_share,
  ExtensionType.pre_shared_key,
  ExtensionType.supported_versions,
]);
const IN_HELLO_RETRY_REQUEST: ReadonlySet<number> = new Set([
  ExtensionType.key_share,
  ExtensionType.cookie,
  ExtensionType.supported_versions,
  // RFC 9849 §6.2: a client that sent GREASE checks its form, and no more.
  ExtensionType.encrypted_client_hello,
]);

function checkTls13({ offer, clientHello }: Client, serverHello: ServerHello): void {
  if (serverHello.isHelloRetryRequest) {
    refuseMisplaced(serverHello.extensions, IN_HELLO_RETRY_REQUEST, "a HelloRetryRequest", offer);
  } else refuseMisplaced(serverHello.extensions, IN_SERVER_HELLO, "a ServerHello of TLS 1.3", offer);
  if (serverHello.legacyVersion !== ProtocolVersion.TLS_1_2) {
    throw new ProtocolError(
      "illegal_parameter",
      `"legacy_version" is ${versionName(serverHello.legacyVersion)}; TLS 1.3 has TLS 1.2 there`,
    );
  }
  if (!equalBytes(serverHello.legacySessionIdEcho, clientHello.legacySessionId)) {
    throw new ProtocolError(
      "illegal_parameter",
      'The server did not echo "legacy_session_id" as it was sent',
    );
  }
}
