/** How long records may be once both sides have said so: record_size_limit (RFC 8449), max_fragment_length (RFC 6066 §4). */
import { ProtocolVersion } from "../../registry/mod.ts";
import { limitRecords } from "../engine/output.ts";
import type { Output } from "../engine/state.ts";
import { type Extension, find, maxFragmentLength, recordSizeLimit } from "../extension/mod.ts";
import { MAXIMUM_PLAINTEXT } from "../limits.ts";
import type { Offer } from "../offer.ts";
import { ProtocolError } from "../protocol_error.ts";

/** RFC 8449 §4. */
const MINIMUM_LIMIT = 64;

/** Nothing where the server answered neither. Throws `ProtocolError`. */
export function* recordLimits(
  offer: Offer,
  version: number,
  extensions: readonly Extension[],
  message: "ServerHello" | "EncryptedExtensions",
): Generator<Output, void, void> {
  const limit = find(extensions, recordSizeLimit, message);
  const code = find(extensions, maxFragmentLength, message);
  if (code !== null) yield fragments(offer, code);
  if (limit === null) return;
  // RFC 8449 §5.
  if (code !== null) throw illegal("The server answered both max_fragment_length and record_size_limit");
  if (limit < MINIMUM_LIMIT) throw illegal(`"record_size_limit" is ${limit}, less than ${MINIMUM_LIMIT}`);
  // RFC 8449 §4: in TLS 1.3 the content type counts.
  const typeLength = version >= ProtocolVersion.TLS_1_3 ? 1 : 0;
  yield limitRecords({
    sent: Math.min(limit - typeLength, MAXIMUM_PLAINTEXT),
    received: Math.min((offer.recordSizeLimit ?? Infinity) - typeLength, MAXIMUM_PLAINTEXT),
  });
}

function fragments(offer: Offer, code: number): Output {
  // RFC 6066 §4: the same, or none.
  if (code !== offer.maxFragmentLength) {
    throw illegal(`"max_fragment_length" is ${code}; offered was ${offer.maxFragmentLength}`);
  }
  const length = 2 ** (8 + code);
  return limitRecords({ sent: length, received: length });
}

function illegal(message: string): ProtocolError {
  return new ProtocolError("illegal_parameter", message);
}
