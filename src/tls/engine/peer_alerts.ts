/** What a peer's alert means where it comes, RFC 9846 §6 and RFC 5246 §7.2. */
import { AlertDescription, AlertLevel, alerts } from "../../registry/mod.ts";
import type { HandshakeStep } from "../failure.ts";
import { MAXIMUM_WARNING_ALERTS } from "../limits.ts";
import { type Alert, readAlert } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { AlertReceived } from "./failure_of.ts";
import { evidenceOf, type HandshakeLog } from "./handshake_log.ts";
import type { IncomingMessage } from "./incoming_message.ts";

export class PeerAlerts {
  readonly #log: HandshakeLog;
  #warnings = 0;

  constructor(log: HandshakeLog) {
    this.#log = log;
  }

  /** Returns whether the channel is still open. Throws `AlertReceived` when the alert ends it in failure. */
  receive(message: IncomingMessage, step: HandshakeStep, isTls13: boolean): "open" | "closed" {
    const alert = message.decode(readAlert);
    if (alert.description === AlertDescription.close_notify) {
      if (step === "secure_channel") return "closed";
      throw new AlertReceived(
        "connection_closed",
        alert.description,
        "The server closed the connection with close_notify",
      );
    }
    if (isHarmless(alert, isTls13)) {
      if (++this.#warnings > MAXIMUM_WARNING_ALERTS) {
        throw new ProtocolError(
          "limit_exceeded",
          `The server sent more than ${MAXIMUM_WARNING_ALERTS} warning alerts`,
          {
            alert: AlertDescription.unexpected_message,
          },
        );
      }
      return "open";
    }
    throw this.#failure(alert);
  }

  #failure({ description }: Alert): AlertReceived {
    const { name } = alerts.codePoint(description);
    const named = name === null ? `the unknown alert ${description}` : `the alert "${name}"`;
    if (this.#wantsClientCertificate(description)) {
      return new AlertReceived(
        "client_certificate_required",
        description,
        `The server requires a client certificate: it asked for one and answered the empty list with ${named}`,
      );
    }
    return new AlertReceived("alert_received", description, `The server refused with ${named}`);
  }

  /** It asked, we had none, and it said no; Java says `bad_certificate`, others what comes to mind. */
  #wantsClientCertificate(description: number): boolean {
    const flight = evidenceOf(this.#log, "client_finished");
    return flight?.evidence.emptyCertificateSent === true && REFUSALS.has(description);
  }
}

/** RFC 9846 §6: since TLS 1.3 only closures are not errors, whatever level they claim. */
function isHarmless({ level, description }: Alert, isTls13: boolean): boolean {
  return description === AlertDescription.user_canceled || !isTls13 && level === AlertLevel.warning;
}

const REFUSALS: ReadonlySet<number> = new Set([
  AlertDescription.certificate_required,
  AlertDescription.bad_certificate,
  AlertDescription.handshake_failure,
  AlertDescription.no_certificate,
  AlertDescription.certificate_unknown,
  AlertDescription.unknown_ca,
  AlertDescription.access_denied,
  AlertDescription.unsupported_certificate,
  AlertDescription.decode_error, // GnuTLS before TLS 1.3
]);
