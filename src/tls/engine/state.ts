/**
 * A state of the handshake: a value that holds what is known by then, does no I/O, and turns the next
 * message into outputs and the next state. The driver carries the outputs out, one by one, as they are yielded.
 */
import type { CertificateRequest } from "../message/mod.ts";
import type { HandshakeStep } from "../failure.ts";
import type { RecordProtection } from "../record/mod.ts";
import type { ResumableSession } from "../resumable_session.ts";
import type { Read } from "./annotate.ts";
import type { EarlyDataOutcome, Evidence } from "./evidence.ts";
import type { Protection } from "./handshake_log.ts";
import type { IncomingMessage } from "./incoming_message.ts";

export interface State {
  /** The RFC's name (RFC 9846 appendix A), or the message waited for in older versions. */
  readonly name: string;
  /** The step that waits here: a peer that fails now fails this step. */
  readonly step: HandshakeStep;
  receive(message: IncomingMessage): Transition;
}

/** The handshake is complete; later messages still come through `receive`. */
export interface ConnectedState extends State {
  readonly connected: ConnectedParameters;
  /** `null` in TLS 1.3, which has no such thing. */
  readonly another: AnotherHandshake | null;
  /** `null` before TLS 1.3, which brought it. */
  readonly updateKeys: (() => Transition) | null;
}

/** A handshake on a connection that has had one already. */
export interface AnotherHandshake {
  /** Whether it can be tied to the handshake before, RFC 5746. */
  readonly isSecure: boolean;
  clientHello(): Uint8Array;
  /** Whether a ServerHello quotes the handshake before. Throws `ProtocolError` when it cannot be read. */
  isTied(serverHello: IncomingMessage): boolean;
}

/** What was agreed. */
export interface ConnectedParameters {
  readonly protocolVersion: number;
  readonly cipherSuite: number;
  /** `null` for a static RSA key exchange, for DHE before TLS 1.3, and where a resumed session had no exchange. */
  readonly namedGroup: number | null;
  /** `null` before TLS 1.2, for a static RSA key exchange, and when resumed. */
  readonly signatureScheme: number | null;
  readonly applicationProtocol: string | null;
  /** Of an earlier connection; then its certificate, and the proof of its key, are too. */
  readonly resumed: boolean;
  /** `null`: there was none. */
  readonly earlyData: EarlyDataOutcome | null;
  /** The stapled OCSPResponse, DER. */
  readonly ocspResponse: Uint8Array | null;
  /** `null` in TLS 1.3. */
  readonly extendedMainSecret: boolean | null;
}

export type Transition = AsyncGenerator<Output, State, void>;

export type Output =
  | {
    readonly kind: "send";
    readonly contentType: number;
    readonly bytes: Uint8Array;
    readonly step: HandshakeStep;
    /** Names the fields of a handshake message's body; without it, only what is in all of its kind has names. */
    readonly read?: Read;
  }
  | { readonly kind: "settle"; readonly evidence: Evidence }
  | { readonly kind: "certificate_request"; readonly certificateRequest: CertificateRequest }
  | {
    readonly kind: "read_with" | "write_with";
    readonly protection: Protection;
    readonly keys: RecordProtection;
  }
  | { readonly kind: "limit_records"; readonly limits: RecordLimits }
  /** The next flight goes to the transport in two writes, the first of this many octets. */
  | { readonly kind: "split_flight"; readonly at: number }
  /** From now on ChangeCipherSpec is a message for the states, not a dummy to drop. */
  | { readonly kind: "expect_change_cipher_spec" }
  | { readonly kind: "secret"; readonly label: string; readonly secret: Uint8Array }
  | { readonly kind: "resumable"; readonly session: ResumableSession };

/** Octets of content that a record holds at most, its padding included, from now on; what is absent stays. */
export interface RecordLimits {
  readonly sent?: number;
  /** Of the peer's records, once they are protected. */
  readonly received?: number;
}

export function isConnected(state: State): state is ConnectedState {
  return "connected" in state;
}
