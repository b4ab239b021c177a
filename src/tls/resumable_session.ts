/**
 * A session that the server is willing to take up again, as one connection leaves it for the next.
 *
 * Its secret hides in a function, so that nothing which prints or stores a session takes the secret along.
 */

export type ResumableSession = ResumptionPsk | ResumptionMainSecret;

/** TLS 1.3, RFC 9846 §4.7.1: a ticket, and the pre-shared key that it stands for. */
export interface ResumptionPsk {
  readonly kind: "psk";
  readonly protocolVersion: number;
  /** Of the connection that the ticket came over: a PSK goes with its hash, early data with all of it. */
  readonly cipherSuite: number;
  readonly applicationProtocol: string | null;
  readonly ticket: Uint8Array;
  /** Seconds. */
  readonly ticketLifetime: number;
  readonly ticketAgeAdd: number;
  /** On the context's clock, which has to be that of the connection that resumes. */
  readonly receivedMs: number;
  /** Octets of early data that the server would take; `null`: none at all. */
  readonly maxEarlyDataSize: number | null;
  readonly secret: () => Uint8Array;
}

/** TLS 1.2 and older, RFC 5246 §7.3: a main secret that a session id or a ticket (RFC 5077) stands for, or both do. */
export interface ResumptionMainSecret {
  readonly kind: "main_secret";
  readonly protocolVersion: number;
  readonly cipherSuite: number;
  readonly applicationProtocol: string | null;
  /** Offered where there is no ticket. Empty: the server gave none. */
  readonly sessionId: Uint8Array;
  readonly ticket: Uint8Array | null;
  /** Seconds; 0: the server does not say. `null` without a ticket. */
  readonly ticketLifetimeHint: number | null;
  /** On the context's clock. */
  readonly receivedMs: number;
  /** RFC 7627. */
  readonly extendedMainSecret: boolean;
  readonly secret: () => Uint8Array;
}
