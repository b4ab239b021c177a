/** Another handshake on the same connection, RFC 5746 §3.5: the client's ClientHello, and what may answer it. */
import { concat, equalBytes } from "../../bytes/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import type { AnotherHandshake } from "../engine/state.ts";
import { find, renegotiationInfo } from "../extension/mod.ts";
import { buildClientHello } from "../hello/build_client_hello.ts";
import { readServerHello } from "../message/mod.ts";
import type { Offer } from "../offer.ts";
import { tls12Suite } from "../cipher_suite.ts";
import type { Negotiated } from "./negotiated.ts";

/** verify_data of both Finished messages. */
export interface VerifyData {
  readonly client: Uint8Array;
  readonly server: Uint8Array;
}

export function anotherHandshake(
  { client, serverHello, version }: Negotiated,
  of: VerifyData,
): AnotherHandshake {
  const isSecure = find(serverHello.extensions, renegotiationInfo, "ServerHello") !== null;
  return {
    isSecure,
    clientHello: () =>
      buildClientHello({
        offer: offerAgain(client.offer, version, isSecure),
        grease: null,
        random: client.context.random(32),
        legacySessionId: new Uint8Array(),
        keyShares: [],
        isSecond: false,
        cookie: null,
        psk: null,
        renegotiatedConnection: of.client,
        encryptedClientHello: null,
      }).bytes,
    isTied: (message) => isTied(message, of),
  };
}

/** The same offer at the version that is spoken, so that nothing but the renegotiation can be refused. */
function offerAgain(offer: Offer, version: number, isSecure: boolean): Offer {
  return {
    ...offer,
    versions: [version],
    legacyVersion: null,
    // RFC 5746 §3.5: the signalling suite is for a first handshake.
    cipherSuites: offer.cipherSuites.filter((suite) => tls12Suite(suite) !== null),
    rawExtensions: [],
    resume: null,
    earlyData: null,
    renegotiationInfo: isSecure,
    pskKeyExchangeModes: [],
  };
}

/** RFC 5746 §3.5: the ServerHello quotes both Finished messages of the handshake before. */
function isTied(message: IncomingMessage, { client, server }: VerifyData): boolean {
  const { extensions } = message.decode(readServerHello);
  const quoted = find(extensions, renegotiationInfo, "ServerHello");
  return quoted !== null && equalBytes(quoted, concat(client, server));
}
