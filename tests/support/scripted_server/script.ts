/** What a scripted server is to do. Everything that is not said it does as a well-behaved server would. */
import { CipherSuite, NamedGroup, ProtocolVersion, PskKeyExchangeMode } from "../../../src/registry/mod.ts";
import { type ServerCertificate, serverCertificate } from "./certificates.ts";
import type { ServerConnection } from "./connection.ts";
import type { TicketInput } from "./messages.ts";
import type { ServerSessions } from "./sessions.ts";

/** The turns of a handshake, each with the message that a well-behaved server sends then. */
export type Turn =
  | "HelloRetryRequest"
  | "ServerHello"
  | "EncryptedExtensions"
  | "CertificateRequest"
  | "Certificate"
  | "CertificateStatus"
  | "CertificateVerify"
  | "ServerKeyExchange"
  | "ServerHelloDone"
  | "NewSessionTicket"
  | "ChangeCipherSpec"
  | "Finished"
  /** The server's turn is over: it flushes and waits for the client's flight. */
  | "ClientFlight"
  | "ApplicationData";

export type Altered = Uint8Array | readonly Uint8Array[] | null;

export interface ServerScript {
  readonly version: number;
  /** Speaks its version also to clients that do not offer it. */
  readonly insists: boolean;
  readonly cipherSuite: number;
  readonly random: Uint8Array;
  /** TLS 1.3: a client without a share for it is asked again. Older: the curve of ECDHE. */
  readonly group: number;
  readonly certificate: ServerCertificate;
  /** `null`: the usual one for the certificate's key. */
  readonly signatureScheme: number | null;
  /** Ask for the group, and give a cookie, even if the client sent a share. */
  readonly cookie: Uint8Array | null;
  readonly certificateRequest: boolean;
  readonly applicationProtocol: string | null;
  readonly ocspResponse: Uint8Array | null;
  readonly signedCertificateTimestamps: readonly Uint8Array[];
  /** After the handshake; before TLS 1.3 any number promises one. */
  readonly tickets: number;
  /** TLS 1.3: what they say where they are not to say the usual. */
  readonly ticket: Omit<TicketInput, "ticket" | "ticketNonce">;
  /** Where the server keeps what its tickets stand for; `null`: they are good for nothing. */
  readonly sessions: ServerSessions | null;
  /** TLS 1.3: early data that comes with a PSK that is taken up. */
  readonly acceptsEarlyData: boolean;
  /** Before TLS 1.3, of a new session; empty: it has none. */
  readonly sessionId: Uint8Array;
  /** TLS 1.3, of a session that is taken up. */
  readonly pskKeyExchangeMode: number;
  readonly extendedMainSecret: boolean;
  readonly encryptThenMac: boolean;
  /** TLS 1.3: a dummy behind the first answer, as to clients with a session id. */
  readonly changeCipherSpec: boolean;
  /** Octets of a record's content at most. */
  readonly recordSize: number;
  /** Handshake messages share records as far as they can; else each has its own. */
  readonly coalesce: boolean;
  /** Zeros behind the content type of each protected record of TLS 1.3. */
  readonly paddingLength: number;
  /** Instead of a message that is about to be sent: another, several, or none. They are what is hashed. */
  alter(turn: Turn, message: Uint8Array, server: ServerConnection): Altered | Promise<Altered>;
  /** Before a message is sent. */
  before(turn: Turn, server: ServerConnection): void | Promise<void>;
  /** After a message was sent. */
  after(turn: Turn, server: ServerConnection): void | Promise<void>;
  /** Instead of a record that is about to go over the wire. */
  alterRecord(record: Uint8Array, index: number): Altered;
  /** With both Finished exchanged. By default every octet of application data is sent back. */
  application(server: ServerConnection): Promise<void>;
}

export async function completeScript(script: Partial<ServerScript>): Promise<ServerScript> {
  const version = script.version ?? ProtocolVersion.TLS_1_3;
  const isTls13 = version >= ProtocolVersion.TLS_1_3;
  return {
    version,
    insists: false,
    cipherSuite: isTls13
      ? CipherSuite.TLS_AES_128_GCM_SHA256
      : version === ProtocolVersion.TLS_1_2
      ? CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
      : CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
    random: crypto.getRandomValues(new Uint8Array(32)),
    group: isTls13 ? NamedGroup.x25519 : NamedGroup.secp256r1,
    certificate: script.certificate ?? await serverCertificate("P-256"),
    signatureScheme: null,
    cookie: null,
    certificateRequest: false,
    applicationProtocol: null,
    ocspResponse: null,
    signedCertificateTimestamps: [],
    tickets: 0,
    ticket: {},
    sessions: null,
    acceptsEarlyData: false,
    sessionId: new Uint8Array(),
    pskKeyExchangeMode: PskKeyExchangeMode.psk_dhe_ke,
    extendedMainSecret: true,
    encryptThenMac: false,
    changeCipherSpec: isTls13,
    recordSize: 2 ** 14,
    coalesce: true,
    paddingLength: 0,
    alter: (_turn, message) => message,
    before: () => {},
    after: () => {},
    alterRecord: (record) => record,
    application: (server) => server.echo(),
    ...script,
  };
}
