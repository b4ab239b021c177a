/** From whatever was thrown to the failure that the log keeps. */
import { NetworkError } from "../../net/mod.ts";
import type { Failure, FailureCode, HandshakeStep } from "../failure.ts";
import { ProtocolError } from "../protocol_error.ts";
import type { Channel } from "./channel.ts";

/** The peer's fatal alert, or one that ends what was going on. */
export class AlertReceived extends Error {
  override readonly name = "AlertReceived";

  constructor(
    readonly code: "alert_received" | "client_certificate_required" | "connection_closed",
    readonly alert: number,
    message: string,
  ) {
    super(message);
  }
}

/** `step`: the one that was waiting. */
export function failureOf(error: unknown, step: HandshakeStep, channel: Channel): Failure {
  if (error instanceof ProtocolError) return protocolFailure(error, step);
  if (error instanceof NetworkError) return networkFailure(error, step, channel);
  if (error instanceof AlertReceived) {
    const { code, alert, message } = error;
    return { step, code, fault: "peer", message, alert, alertFrom: "peer", unexpectedBytes: null };
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { ...nothing, step, code: "internal", fault: "us", message: `This program failed: ${message}` };
}

export function connectionClosed({ pending, octetsSinceFlush }: Channel): NetworkError {
  const message = pending > 0
    ? "The server closed the connection in the middle of a message"
    : octetsSinceFlush > 0
    ? "The server closed the connection before the handshake was complete"
    : "The server closed the connection without an answer";
  return new NetworkError("connection_closed", message);
}

const nothing = { alert: null, alertFrom: null, unexpectedBytes: null };

function protocolFailure(error: ProtocolError, step: HandshakeStep): Failure {
  const { code, fault, message, alert, unexpectedBytes } = error;
  return {
    step: error.step ?? step,
    code,
    fault,
    message,
    alert,
    alertFrom: alert === null ? null : "us",
    unexpectedBytes,
  };
}

function networkFailure(error: NetworkError, step: HandshakeStep, channel: Channel): Failure {
  if (error.code === "timeout") return silence(step, channel);
  return {
    ...nothing,
    step,
    code: NETWORK_CODES.has(error.code) ? error.code as FailureCode : "connection_reset",
    fault: error.code === "connection_closed" ? "peer" : "network",
    message: error.message,
  };
}

const NETWORK_CODES: ReadonlySet<string> = new Set(["connection_reset", "connection_closed"]);

/** The deadline passed: after nothing at all, in the middle of a message, or between two. */
function silence(step: HandshakeStep, { octetsSinceFlush, pending }: Channel): Failure {
  const code = octetsSinceFlush === 0 ? "no_response" : "timeout";
  const message = octetsSinceFlush === 0
    ? "The server kept silent until the deadline"
    : pending > 0
    ? `The deadline passed in the middle of a message: ${pending} octets of it had come`
    : "The deadline passed before the server's next message";
  return { ...nothing, step, code, fault: "network", message };
}
