/** The same client saying less, or more: for servers that do not get along with the ordinary ClientHello. */
import { CipherSuite, cipherSuites, NamedGroup, ProtocolVersion } from "../../registry/mod.ts";
import { completes, tls12Suite } from "../cipher_suite.ts";
import type { Offer } from "../offer.ts";

/** Everything that the engine can complete: finite fields, CCM, 3DES, DSS and more curves too. */
export function widest(offer: Offer): Offer {
  const suites = cipherSuites.entries.map(({ value }) => value).filter(completes);
  return {
    ...offer,
    cipherSuites: [...new Set([...offer.cipherSuites, ...suites])],
    groups: [...new Set([...offer.groups, ...furtherGroups])],
    signatureSchemes: [...new Set([...offer.signatureSchemes, ...furtherSchemes])],
  };
}

const furtherGroups: readonly number[] = [
  NamedGroup.x448,
  NamedGroup.SecP256r1MLKEM768,
  NamedGroup.SecP384r1MLKEM1024,
  NamedGroup.MLKEM768,
  NamedGroup.MLKEM1024,
  NamedGroup.ffdhe2048,
  NamedGroup.ffdhe3072,
  NamedGroup.ffdhe4096,
  NamedGroup.ffdhe6144,
  NamedGroup.ffdhe8192,
];

/** RFC 5246 §7.4.1.4.1's pairs: SHA-224, and DSA. */
const furtherSchemes: readonly number[] = [0x0301, 0x0303, 0x0402, 0x0302, 0x0202];

/** Only suites that nobody should have, and that the engine does not complete: to learn what such a server is. */
export function onlyWeak(offer: Offer): Offer {
  const suites = cipherSuites.entries
    .map(({ value }) => value)
    .filter((value) => tls12Suite(value) !== null && !completes(value));
  return { ...withoutTls13(widest(offer)), cipherSuites: suites };
}

/** Short enough for one packet: no share for a post-quantum group. */
export function onePacket(offer: Offer): Offer {
  const isLarge = (group: number) => largeGroups.has(group);
  return {
    ...offer,
    groups: offer.groups.filter((group) => !isLarge(group)),
    keyShares: offer.keyShares.filter((group) => !isLarge(group)),
  };
}

const largeGroups: ReadonlySet<number> = new Set([
  NamedGroup.X25519MLKEM768,
  NamedGroup.SecP256r1MLKEM768,
  NamedGroup.SecP384r1MLKEM1024,
  NamedGroup.MLKEM768,
  NamedGroup.MLKEM1024,
]);

/** As a client of 2012 would: nothing of TLS 1.3, no GREASE, no session id. */
export function withoutTls13(offer: Offer): Offer {
  return {
    ...onePacket(offer),
    versions: offer.versions.filter((version) => version < ProtocolVersion.TLS_1_3),
    cipherSuites: offer.cipherSuites.filter((suite) => tls12Suite(suite) !== null),
    keyShares: [],
    signatureSchemesCert: null,
    pskKeyExchangeModes: [],
    grease: false,
    compatibilityMode: false,
  };
}

/** As a client of 1999 would: TLS 1.0, and of extensions the name alone. */
export function oldest(offer: Offer): Offer {
  return {
    ...withoutExtensions(offer),
    serverName: offer.serverName,
    versions: [ProtocolVersion.TLS_1_0],
    cipherSuites: [
      CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
      CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
      CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
      CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA,
      CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA,
      CipherSuite.TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA,
      CipherSuite.TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA,
      CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV,
    ],
  };
}

/** Before TLS 1.3, and none at all: as in SSL 3.0. */
export function withoutExtensions(offer: Offer): Offer {
  return {
    ...withoutTls13(offer),
    serverName: null,
    groups: [],
    signatureSchemes: [],
    applicationProtocols: [],
    statusRequest: false,
    signedCertificateTimestamp: false,
    extendedMainSecret: false,
    encryptThenMac: false,
    renegotiationInfo: false,
    sessionTicket: false,
    ecPointFormats: [],
    certificateCompression: [],
    recordSizeLimit: null,
    padding: false,
    rawExtensions: [],
  };
}

export function withoutServerName(offer: Offer): Offer {
  return { ...offer, serverName: null };
}

export function withoutApplicationProtocols(offer: Offer): Offer {
  return { ...offer, applicationProtocols: [] };
}
