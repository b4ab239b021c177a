/** An offer that cannot be made is the caller's mistake, and no server's. */
import type { Offer } from "../offer.ts";

/** Throws `RangeError`. */
export function checkResumption({ resume, versions, pskKeyExchangeModes }: Offer): void {
  if (resume === null) return;
  if (!versions.includes(resume.protocolVersion)) {
    throw new RangeError("The session to resume is of a version that is not offered");
  }
  if (resume.kind === "main_secret" && resume.ticket === null && resume.sessionId.length === 0) {
    throw new RangeError("The session to resume has neither a session id nor a ticket");
  }
  // RFC 9846 §4.3.9: no pre_shared_key without psk_key_exchange_modes.
  if (resume.kind === "psk" && pskKeyExchangeModes.length === 0) {
    throw new RangeError("A PSK is offered without any mode to use it in");
  }
}
