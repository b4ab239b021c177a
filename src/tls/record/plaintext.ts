/** Records before there are keys, RFC 9846 §5.1. */
import { AlertDescription } from "../../registry/mod.ts";
import { MAXIMUM_PLAINTEXT } from "../limits.ts";
import { ProtocolError } from "../protocol_error.ts";
import { inTheClear } from "./layout.ts";
import type { RecordProtection } from "./protection.ts";
import { encodeRecord } from "./record.ts";

/** `legacyRecordVersion`: what our own records say. */
export const plaintext = (legacyRecordVersion: number): RecordProtection => ({
  layout: inTheClear,
  seal: (contentType, fragment) => Promise.resolve(encodeRecord(contentType, legacyRecordVersion, fragment)),
  open: ({ contentType, fragment }) => {
    refuseOverflow(fragment);
    return Promise.resolve({ contentType, fragment, inner: null });
  },
});

/** RFC 9846 §5.1: no fragment is longer than 2^14 octets. */
export function refuseOverflow(fragment: Uint8Array): void {
  if (fragment.length > MAXIMUM_PLAINTEXT) {
    throw new ProtocolError(
      "malformed_message",
      `A record carries ${fragment.length} octets, more than 16384`,
      {
        alert: AlertDescription.record_overflow,
      },
    );
  }
}
