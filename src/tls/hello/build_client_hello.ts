/** From an offer to the octets of a ClientHello, RFC 9846 §4.2.2. */
import { Reader } from "../../bytes/mod.ts";
import { ProtocolVersion } from "../../registry/mod.ts";
import { type ClientHelloParts, writeClientExtensions } from "../extension/mod.ts";
import { type ClientHello, encodeClientHello, readClientHello, readHandshake } from "../message/mod.ts";
import type { Offer } from "../offer.ts";

/** Everything that the offer does not say. */
export interface ClientHelloInput extends Omit<ClientHelloParts, "paddingLength"> {
  readonly offer: Offer;
  readonly random: Uint8Array;
  readonly legacySessionId: Uint8Array;
}

export interface BuiltClientHello {
  readonly bytes: Uint8Array;
  /** The same decoded, as the log shows it: views of the same octets. */
  readonly clientHello: ClientHello;
}

/** A PSK's binder is still to be put in its place. */
export function buildClientHello(input: ClientHelloInput): BuiltClientHello {
  const unpadded = encode(input, null);
  const paddingLength = input.offer.padding ? paddingFor(unpadded.length) : null;
  const bytes = paddingLength === null ? unpadded : encode(input, paddingLength);
  return { bytes, clientHello: readHandshake(new Reader(bytes, null), readClientHello) };
}

function encode(input: ClientHelloInput, paddingLength: number | null): Uint8Array<ArrayBuffer> {
  const { offer, grease, random, legacySessionId } = input;
  return encodeClientHello({
    legacyVersion: legacyVersion(offer),
    random,
    legacySessionId,
    cipherSuites: grease ? [grease.cipherSuite, ...offer.cipherSuites] : offer.cipherSuites,
    legacyCompressionMethods: offer.compressionMethods,
    writeExtensions: (writer) => writeClientExtensions(writer, offer, { ...input, paddingLength }),
  });
}

/** RFC 7685 §4: no ClientHello is 256 to 511 octets long; the extension's own header counts. */
function paddingFor(length: number): number | null {
  return length < 256 || length > 511 ? null : Math.max(0, 512 - length - EXTENSION_HEADER_LENGTH);
}

const EXTENSION_HEADER_LENGTH = 4;

/** RFC 9846 §4.2.2: TLS 1.3 is offered in supported_versions alone. */
function legacyVersion({ legacyVersion, versions }: Offer): number {
  if (legacyVersion !== null) return legacyVersion;
  const older = versions.filter((version) => version < ProtocolVersion.TLS_1_3);
  return older.length === 0 ? ProtocolVersion.TLS_1_2 : Math.max(...older);
}
