/**
 * AEAD record protection of TLS 1.2, RFC 5246 §6.2.3.3: GCM with half its nonce in the record (RFC 5288 §3),
 * ChaCha20-Poly1305 with the nonce of TLS 1.3 (RFC 7905 §2).
 */
import { concat, Writer } from "../../bytes/mod.ts";
import type { AeadKey } from "../../crypto/mod.ts";
import { ProtocolVersion } from "../../registry/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { xorNonce } from "./nonce.ts";
import { refuseOverflow } from "./plaintext.ts";
import type { RecordProtection } from "./protection.ts";
import { encodeRecord } from "./record.ts";

/** How a suite makes its nonces. */
export type NonceConstruction = "explicit" | "xor";

const EXPLICIT_NONCE_LENGTH = 8;

export function aeadTls12(
  key: AeadKey,
  iv: Uint8Array,
  tagLength: number,
  construction: NonceConstruction,
): RecordProtection {
  let sealed = 0;
  let opened = 0;
  const explicitLength = construction === "explicit" ? EXPLICIT_NONCE_LENGTH : 0;
  return {
    layout: {
      fragment: "fragment",
      outer: [
        ...(explicitLength > 0 ? [["nonce_explicit", explicitLength] as const] : []),
        ["ciphertext", null],
        ["tag", tagLength],
      ],
      inner: [],
    },
    async seal(contentType, fragment) {
      const additionalData = additionalDataOf(sealed, contentType, ProtocolVersion.TLS_1_2, fragment.length);
      const explicit = construction === "explicit" ? new Writer().uint64(sealed).bytes() : new Uint8Array();
      const nonce = construction === "explicit" ? concat(iv, explicit) : xorNonce(iv, sealed);
      sealed++;
      const ciphertext = await key.seal(nonce, additionalData, fragment);
      return encodeRecord(contentType, ProtocolVersion.TLS_1_2, concat(explicit, ciphertext));
    },
    async open({ contentType, legacyRecordVersion, fragment }) {
      const length = fragment.length - explicitLength - tagLength;
      if (length < 0) {
        throw new ProtocolError("bad_record", "An encrypted record is shorter than its nonce and tag");
      }
      const nonce = construction === "explicit"
        ? concat(iv, fragment.subarray(0, explicitLength))
        : xorNonce(iv, opened);
      const additionalData = additionalDataOf(opened++, contentType, legacyRecordVersion, length);
      const plain = await key.open(nonce, additionalData, fragment.subarray(explicitLength));
      if (plain === null) {
        throw new ProtocolError("bad_record", "A record does not decrypt with the keys that were agreed");
      }
      refuseOverflow(plain);
      return { contentType, fragment: plain, inner: plain };
    },
  };
}

/** RFC 5246 §6.2.3.3: seq_num + type + version + length. */
export function additionalDataOf(
  sequenceNumber: number,
  contentType: number,
  version: number,
  length: number,
): Uint8Array<ArrayBuffer> {
  return new Writer().uint64(sequenceNumber).uint8(contentType).uint16(version).uint16(length).bytes();
}
