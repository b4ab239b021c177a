/** An offer that cannot be made is the caller's mistake, and no server's. */
import type { Offer } from "../offer.ts";

/** Throws `RangeError`. */
export function checkResumption({ resume, versions, pskKeyExchangeModes, earlyData }: Offer): void {
  if (earlyData !== null && !allows(resume, earlyData)) {
    throw new RangeError("Early data is offered without a PSK that allows as much");
  }
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

/** RFC 9846 §4.7.1: no more than max_early_data_size. */
function allows(resume: Offer["resume"], { length }: Uint8Array): boolean {
  return resume?.kind === "psk" && length <= (resume.maxEarlyDataSize ?? -1);
}
