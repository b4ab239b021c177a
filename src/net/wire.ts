/** What went over TCP connections, as whoever stands above TCP sees it: octets, their direction, their time. */

export interface Endpoint {
  /** Textual, without brackets. */
  readonly address: string;
  readonly port: number;
}

/** Times are milliseconds on the runtime's monotonic clock. */
export type WireEvent =
  /** `sent`: when the octets were handed to the platform; `received`: when it handed them over. */
  | { readonly kind: "sent" | "received"; readonly atMs: number; readonly bytes: Uint8Array }
  /** The end of what we send, the end of what the peer sends, and the peer's breaking it off. */
  | { readonly kind: "sent_end" | "received_end" | "reset"; readonly atMs: number };

export interface WireConnection {
  /** `null` where the platform does not tell. */
  readonly local: Endpoint | null;
  readonly remote: Endpoint;
  readonly dialledMs: number;
  /** `null` when no connection came about. */
  readonly openedMs: number | null;
  /** Why none came about, in a sentence; a peer that refused it is a `reset` beside that. */
  readonly failure: string | null;
  readonly events: readonly WireEvent[];
  /** There was more than is kept: what follows the last event is not known. */
  readonly cut: boolean;
}
