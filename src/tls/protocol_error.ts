/** A peer that did not follow the protocol: thrown where it is noticed, turned into data where the engine drives. */
import { AlertDescription } from "../registry/mod.ts";
import type { FailureCode, HandshakeStep } from "./failure.ts";

export interface ProtocolErrorDetails {
  /** The step at fault, when it is not the one that was waiting. */
  readonly step?: HandshakeStep;
  /** Overrides the alert that the code calls for. */
  readonly alert?: number;
  readonly fault?: "peer" | "us";
  readonly unexpectedBytes?: Uint8Array;
  readonly cause?: unknown;
}

export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly step: HandshakeStep | null;
  /** What to tell the peer; `null`: say nothing. */
  readonly alert: number | null;
  readonly fault: "peer" | "us";
  readonly unexpectedBytes: Uint8Array | null;

  /** `message`: a sentence, values quoted, no final period. */
  constructor(readonly code: FailureCode, message: string, details: ProtocolErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.step = details.step ?? null;
    this.alert = details.alert ?? alertFor[code] ?? null;
    this.fault = details.fault ?? "peer";
    this.unexpectedBytes = details.unexpectedBytes ?? null;
  }
}

/** RFC 9846 §6.2: the alert that each kind of failure calls for. */
const alertFor: { readonly [Code in FailureCode]?: number } = {
  unexpected_message: AlertDescription.unexpected_message,
  malformed_message: AlertDescription.decode_error,
  illegal_parameter: AlertDescription.illegal_parameter,
  unsupported_version: AlertDescription.protocol_version,
  unsupported_suite: AlertDescription.handshake_failure,
  // No RFC forbids what our own bounds do; a flood of what is forbidden says so where it is noticed.
  limit_exceeded: AlertDescription.internal_error,
  downgrade_detected: AlertDescription.illegal_parameter,
  bad_key_share: AlertDescription.illegal_parameter,
  bad_signature: AlertDescription.decrypt_error,
  bad_finished: AlertDescription.decrypt_error,
  bad_record: AlertDescription.bad_record_mac,
  internal: AlertDescription.internal_error,
};
