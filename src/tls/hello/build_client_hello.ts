/** From an offer to the octets of a ClientHello, RFC 9846 §4.2.2. */
import { Reader } from "../../bytes/mod.ts";
import type { KeyShare } from "../../crypto/mod.ts";
import { ProtocolVersion } from "../../registry/mod.ts";
import { type Grease, writeClientExtensions } from "../extension/mod.ts";
import { type ClientHello, encodeClientHello, readClientHello, readHandshake } from "../message/mod.ts";
import type { Offer } from "../offer.ts";

export interface ClientHelloInput {
  readonly offer: Offer;
  readonly grease: Grease | null;
  readonly random: Uint8Array;
  readonly legacySessionId: Uint8Array;
  readonly keyShares: readonly KeyShare[];
  readonly isSecond: boolean;
  /** Echoed from a HelloRetryRequest. */
  readonly cookie: Uint8Array | null;
}

/** The message, and the same decoded as the log shows it. */
export function buildClientHello(
  input: ClientHelloInput,
): { readonly bytes: Uint8Array; readonly clientHello: ClientHello } {
  const { offer, grease, random, legacySessionId, keyShares, isSecond, cookie } = input;
  const bytes = encodeClientHello({
    legacyVersion: legacyVersion(offer),
    random,
    legacySessionId,
    cipherSuites: grease ? [grease.cipherSuite, ...offer.cipherSuites] : offer.cipherSuites,
    legacyCompressionMethods: [0],
    writeExtensions: (writer) =>
      writeClientExtensions(writer, offer, { keyShares, isSecond, cookie, grease }),
  });
  return { bytes, clientHello: readHandshake(new Reader(bytes), readClientHello) };
}

/** RFC 9846 §4.2.2: TLS 1.3 is offered in supported_versions alone. */
function legacyVersion({ versions }: Offer): number {
  const older = versions.filter((version) => version < ProtocolVersion.TLS_1_3);
  return older.length === 0 ? ProtocolVersion.TLS_1_2 : Math.max(...older);
}
