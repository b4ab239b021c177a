/** Record protection of TLS 1.3, RFC 9846 §5.2: the content type is inside, every record looks like data. */
import { concat, Writer } from "../../bytes/mod.ts";
import type { AeadKey } from "../../crypto/mod.ts";
import { AlertDescription, ContentType, ProtocolVersion } from "../../registry/mod.ts";
import { MAXIMUM_EXPANSION_TLS13, MAXIMUM_PLAINTEXT } from "../limits.ts";
import { ProtocolError } from "../protocol_error.ts";
import type { RecordLayout } from "./layout.ts";
import { xorNonce } from "./nonce.ts";
import { refuseOverflow } from "./plaintext.ts";
import type { OpenedRecord, RecordProtection } from "./protection.ts";
import { encodeRecord, RECORD_HEADER_LENGTH, type TlsRecord } from "./record.ts";

export function aeadTls13(key: AeadKey, iv: Uint8Array, tagLength: number): RecordProtection {
  let sealed = 0;
  let opened = 0;
  return {
    layout: layout(tagLength),
    async seal(contentType, fragment) {
      // RFC 9846 §5: change_cipher_spec is never protected.
      if (contentType === ContentType.change_cipher_spec) {
        return encodeRecord(contentType, ProtocolVersion.TLS_1_2, fragment);
      }
      const inner = concat(fragment, new Uint8Array([contentType]));
      const header = new Writer()
        .uint8(ContentType.application_data)
        .uint16(ProtocolVersion.TLS_1_2)
        .uint16(inner.length + tagLength)
        .bytes();
      return concat(header, await key.seal(xorNonce(iv, sealed++), header, inner));
    },
    async open(record) {
      if (record.contentType !== ContentType.application_data) return openUnprotected(record);
      refuseOversizedCiphertext(record);
      const header = record.bytes.subarray(0, RECORD_HEADER_LENGTH);
      const inner = record.fragment.length < tagLength
        ? null
        : await key.open(xorNonce(iv, opened++), header, record.fragment);
      if (inner === null) {
        throw new ProtocolError("bad_record", "A record does not decrypt with the keys that were agreed");
      }
      return openInner(inner);
    },
  };
}

/** RFC 9846 §5.2. */
const layout = (tagLength: number): RecordLayout => ({
  fragment: "encrypted_record",
  outer: [["ciphertext", null], ["tag", tagLength]],
  inner: [["type", 1], ["zeros", null]],
});

/** A change_cipher_spec is a dummy, and a peer that lost its keys may still say why; nothing else comes in the clear. */
function openUnprotected({ contentType, fragment }: TlsRecord): OpenedRecord {
  if (contentType === ContentType.change_cipher_spec || contentType === ContentType.alert) {
    return { contentType, fragment, inner: null };
  }
  throw new ProtocolError(
    "unexpected_message",
    "The server sent an unprotected record after encryption began",
  );
}

function refuseOversizedCiphertext({ fragment }: TlsRecord): void {
  if (fragment.length > MAXIMUM_PLAINTEXT + MAXIMUM_EXPANSION_TLS13) {
    throw new ProtocolError(
      "malformed_message",
      `An encrypted record of ${fragment.length} octets is too long`,
      {
        alert: AlertDescription.record_overflow,
      },
    );
  }
}

/** RFC 9846 §5.4: the last octet that is not zero is the content type; before it stands the content. */
function openInner(inner: Uint8Array): OpenedRecord {
  // Padding counts: no more than 2^14 octets and the content type.
  refuseOverflow(inner.subarray(0, -1));
  let end = inner.length - 1;
  while (end >= 0 && inner[end] === 0) end--;
  if (end < 0) throw new ProtocolError("unexpected_message", "An encrypted record has no content type");
  const contentType = inner[end]!;
  // RFC 9846 §5.
  if (contentType === ContentType.change_cipher_spec) {
    throw new ProtocolError("unexpected_message", "A change_cipher_spec record is encrypted");
  }
  return { contentType, fragment: inner.subarray(0, end), inner };
}
