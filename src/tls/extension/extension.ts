/** Extensions (RFC 9846 §4.3): one codec a file, one list of them in `mod.ts`. */
import type { Reader, Writer } from "../../bytes/mod.ts";
import type { KeyShare } from "../../crypto/mod.ts";
import type { Offer } from "../offer.ts";

/** The messages that carry extensions. A ServerHello is read before its version is known. */
export type ExtensionMessage =
  | "ClientHello"
  | "ServerHello"
  | "HelloRetryRequest"
  | "EncryptedExtensions"
  | "CertificateRequest"
  | "Certificate"
  | "NewSessionTicket";

export interface Extension {
  readonly type: number;
  /** `extension_data`, undecoded. */
  readonly data: Uint8Array;
  /** As its codec decoded it for this message; `null` for types that have no codec here. */
  readonly value: unknown;
}

/** What the client knows beside the offer when it writes a ClientHello. */
export interface ClientHelloParts {
  readonly keyShares: readonly KeyShare[];
  /** Whether this answers a HelloRetryRequest. */
  readonly isSecond: boolean;
  /** From a HelloRetryRequest. */
  readonly cookie: Uint8Array | null;
  /** verify_data of our Finished in the handshake before, on this connection; empty in a first one. */
  readonly renegotiatedConnection: Uint8Array;
  /** `extension_data` of encrypted_client_hello; `null` for none. */
  readonly encryptedClientHello: Uint8Array | null;
  /** Octets of padding (RFC 7685); `null` for none. */
  readonly paddingLength: number | null;
  /** RFC 8701 values for this connection; `null` without GREASE. */
  readonly grease: Grease | null;
  /** The PSK to resume with; `null` without one. */
  readonly psk: PskIdentity | null;
}

/** RFC 9846 §4.3.11. */
export interface PskIdentity {
  readonly identity: Uint8Array;
  readonly obfuscatedTicketAge: number;
  /** Octets of the binder. It covers what is written before it, so zeros hold its place. */
  readonly binderLength: number;
}

/** One value a place, fixed for the connection. */
export interface Grease {
  readonly cipherSuite: number;
  readonly group: number;
  readonly version: number;
  readonly firstExtension: number;
  readonly lastExtension: number;
}

export interface ExtensionCodec {
  readonly type: number;
  /** Writes `extension_data` of the client's extension; `null` when this offer does not have it. */
  offer?(offer: Offer, parts: ClientHelloParts): ((writer: Writer) => void) | null;
  /** Reads `extension_data`, which must be consumed whole, for each message that may carry it. */
  readonly read: { readonly [Message in ExtensionMessage]?: (reader: Reader) => unknown };
}

/** The value of an extension in a message that `codec` can read, or `null` when the message does not have it. */
export function find<C extends ExtensionCodec, M extends keyof C["read"] & ExtensionMessage>(
  extensions: readonly Extension[],
  codec: C,
  _message: M,
): (C["read"][M] extends (reader: Reader) => infer Value ? Value : never) | null {
  const found = extensions.find(({ type }) => type === codec.type);
  return (found?.value ?? null) as ReturnType<typeof find<C, M>>;
}
