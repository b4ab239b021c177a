/** The ClientHello of an ordinary check: all that a browser offers, and more. */
import {
  CipherSuite,
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
  SignatureScheme.rsa_pss_pss_sha256,
  SignatureScheme.rsa_pss_pss_sha384,
  SignatureScheme.rsa_pss_pss_sha512,
];

/** `serverName`: SNI, or `null` to send none. `applicationProtocols`: ALPN names, or empty to send none. */
export function defaultOffer(serverName: string | null, applicationProtocols: readonly string[]): Offer {
  return {
    serverName,
    versions: [ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2],
    cipherSuites: [
      CipherSuite.TLS_AES_128_GCM_SHA256,
      CipherSuite.TLS_AES_256_GCM_SHA384,
      CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
      CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
      CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ],
    groups: [
      NamedGroup.X25519MLKEM768,
      NamedGroup.x25519,
      NamedGroup.secp256r1,
      NamedGroup.secp384r1,
      NamedGroup.secp521r1,
    ],
    keyShares: [NamedGroup.X25519MLKEM768, NamedGroup.x25519],
    signatureSchemes,
    // A certificate that no browser accepts is still worth seeing: SHA-1 is judged later, not refused here.
    signatureSchemesCert: [...signatureSchemes, SignatureScheme.rsa_pkcs1_sha1, SignatureScheme.ecdsa_sha1],
    applicationProtocols,
    statusRequest: true,
    signedCertificateTimestamp: true,
    extendedMainSecret: true,
    renegotiationInfo: true,
    sessionTicket: true,
    pskKeyExchangeModes: [PskKeyExchangeMode.psk_dhe_ke],
    ecPointFormats: [0],
    recordSizeLimit: null,
    extensionOrder: null,
    grease: true,
    compatibilityMode: true,
  };
}
