/** A certificate's key that cannot be used is the same failure, whatever it was to be used for. */
import { InvalidKeyError, type UnsupportedKeyError } from "../../crypto/mod.ts";
import { AlertDescription } from "../../registry/mod.ts";
import { ProtocolError } from "../protocol_error.ts";

type Use = {
  readonly code: "bad_signature" | "bad_key_share";
  readonly step: "private_key" | "premaster_secret";
};

/** Where nobody could use the key the peer is to blame; where only we do not have its kind or its size, we are. */
export function unusableKey(error: UnsupportedKeyError, { code, step }: Use): ProtocolError {
  const isInvalid = error instanceof InvalidKeyError;
  const message = `The certificate's key cannot be used${isInvalid ? "" : " here"}: ${error.message}`;
  return new ProtocolError(code, message, {
    step,
    fault: isInvalid ? "peer" : "us",
    // RFC 9846 §6.2: "corrupt", or "of an unsupported type".
    alert: isInvalid ? AlertDescription.bad_certificate : AlertDescription.unsupported_certificate,
    cause: error,
  });
}
