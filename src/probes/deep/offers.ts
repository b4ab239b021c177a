/** The ordinary ClientHello, changed in what a probe asks about and in nothing else. */
import {
  CipherSuite,
  NamedGroup,
  ProtocolVersion,
  signatureSchemes,
  supportedGroups,
} from "../../registry/mod.ts";
import { type Offer, otherOffers } from "../../tls/mod.ts";
import { likelySuitesOf, suitesOf } from "./suites.ts";

/** One version alone, with everything that a handshake in it can be completed with. */
export function handshakeIn(offer: Offer, version: number): Offer {
  const widest = otherOffers.widest(offer);
  const isTls13 = version >= ProtocolVersion.TLS_1_3;
  return { ...isTls13 ? widest : otherOffers.withoutTls13(widest), versions: [version] };
}

/**
 * One version alone, with everything that there is for it: more groups and schemes than the engine has code for,
 * because no handshake is to come of it.
 */
export function onlyVersion(offer: Offer, version: number): Offer {
  const isTls13 = version >= ProtocolVersion.TLS_1_3;
  const widest = otherOffers.widest(offer);
  return {
    ...isTls13 ? widest : otherOffers.withoutTls13(widest),
    versions: [version],
    cipherSuites: suitesOf(version),
    groups: [...new Set([...widest.groups, ...allGroups])].filter((group) =>
      isTls13 || group <= LAST_OF_TLS_1_2
    ),
    signatureSchemes: [...new Set([...widest.signatureSchemes, ...allSchemes])],
    signatureSchemesCert: null,
  };
}

/** The same for servers that cannot take so much: with what servers have as a rule. */
export function lessOfVersion(offer: Offer, version: number): Offer {
  const less = otherOffers.widest(offer);
  return {
    ...version >= ProtocolVersion.TLS_1_3 ? less : otherOffers.withoutTls13(less),
    versions: [version],
    cipherSuites: likelySuitesOf(version),
  };
}

/** As a client of SSL 3.0: that version has no extensions, and some servers stumble over them. */
export function onlySsl3(offer: Offer): Offer {
  return {
    ...otherOffers.withoutExtensions(offer),
    versions: [ProtocolVersion.SSL_3_0],
    legacyRecordVersion: ProtocolVersion.SSL_3_0,
    cipherSuites: withSignal(suitesOf(ProtocolVersion.SSL_3_0)),
  };
}

/** RFC 5746 §3.3: what says renegotiation_info where there are no extensions. */
export function withSignal(suites: readonly number[]): number[] {
  return [...suites, CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV];
}

/** The finite fields: curves stand before them, and what comes behind them is of TLS 1.3. */
const LAST_OF_TLS_1_2 = NamedGroup.ffdhe8192;

const allGroups = supportedGroups.entries.map(({ value }) => value)
  .filter((group) => group < NamedGroup.arbitrary_explicit_prime_curves);

const allSchemes = signatureSchemes.entries.map(({ value }) => value);
