/** The ClientHello of an ordinary check: what a browser offers, and what an old server still understands. */
import {
  CipherSuite,
  CompressionMethod,
  NamedGroup,
  ProtocolVersion,
  PskKeyExchangeMode,
  SignatureScheme,
} from "../../registry/mod.ts";
import type { Offer } from "../offer.ts";

const signatureSchemes: readonly number[] = [
  SignatureScheme.ecdsa_secp256r1_sha256,
  SignatureScheme.rsa_pss_rsae_sha256,
  SignatureScheme.rsa_pkcs1_sha256,
  SignatureScheme.ecdsa_secp384r1_sha384,
  SignatureScheme.rsa_pss_rsae_sha384,
  SignatureScheme.rsa_pkcs1_sha384,
  SignatureScheme.ecdsa_secp521r1_sha512,
  SignatureScheme.rsa_pss_rsae_sha512,
  SignatureScheme.rsa_pkcs1_sha512,
  SignatureScheme.ed25519,
  SignatureScheme.ed448,
  SignatureScheme.rsa_pss_pss_sha256,
  SignatureScheme.rsa_pss_pss_sha384,
  SignatureScheme.rsa_pss_pss_sha512,
  // Last, for servers of TLS 1.2 that have nothing better.
  SignatureScheme.rsa_pkcs1_sha1,
  SignatureScheme.ecdsa_sha1,
];

/**
 * No suite that a browser lacks: a server that prefers one would answer us otherwise than it answers browsers.
 * CBC and static RSA are there as browsers still have them, behind everything better.
 */
const cipherSuites: readonly number[] = [
  CipherSuite.TLS_AES_128_GCM_SHA256,
  CipherSuite.TLS_AES_256_GCM_SHA384,
  CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
  CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
  CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
  CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
  CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
  CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
  CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
  CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
  CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
  CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
  CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
  CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
  CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
  CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
  CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
];

/** `serverName`: SNI, or `null` to send none. `applicationProtocols`: ALPN names, or empty to send none. */
export function defaultOffer(serverName: string | null, applicationProtocols: readonly string[]): Offer {
  return {
    serverName,
    versions: [
      ProtocolVersion.TLS_1_3,
      ProtocolVersion.TLS_1_2,
      ProtocolVersion.TLS_1_1,
      ProtocolVersion.TLS_1_0,
    ],
    legacyVersion: null,
    legacyRecordVersion: null,
    legacySessionId: null,
    cipherSuites,
    compressionMethods: [CompressionMethod.NULL],
    groups: [
      NamedGroup.X25519MLKEM768,
      NamedGroup.x25519,
      NamedGroup.secp256r1,
      NamedGroup.secp384r1,
      NamedGroup.secp521r1,
    ],
    keyShares: [NamedGroup.X25519MLKEM768, NamedGroup.x25519],
    signatureSchemes,
    signatureSchemesCert: signatureSchemes,
    applicationProtocols,
    serverCertificateTypes: [],
    clientCertificateTypes: [],
    delegatedCredentialSchemes: [],
    certificateCompression: [],
    statusRequest: true,
    signedCertificateTimestamp: true,
    extendedMainSecret: true,
    encryptThenMac: true,
    renegotiationInfo: true,
    sessionTicket: true,
    pskKeyExchangeModes: [PskKeyExchangeMode.psk_dhe_ke],
    resume: null,
    earlyData: null,
    ecPointFormats: [0],
    recordSizeLimit: null,
    maxFragmentLength: null,
    padding: false,
    extensionOrder: null,
    greaseEncryptedClientHello: false,
    rawExtensions: [],
    clientHelloRecordSize: null,
    clientHelloSplit: null,
    grease: true,
    compatibilityMode: true,
  };
}
