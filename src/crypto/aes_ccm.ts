/**
 * AES-CCM (RFC 3610) with a nonce of 12 octets, so L = 3, as RFC 6655 and RFC 8446 §B.4 use it.
 *
 * No runtime has it, so it is put together from what every runtime has: CTR for the encryption and CBC for
 * the authentication.
 */
import { concat, equalBytes } from "../bytes/mod.ts";
import type { AeadKey, ImportAeadKey } from "./aead.ts";
import { Implementations } from "./implementation.ts";
import { octets, source } from "./subtle.ts";

const BLOCK_LENGTH = 16;
const LENGTH_OCTETS = 3; // L
const MAXIMUM_MESSAGE = 2 ** 24; // what L octets can count
const MAXIMUM_ADDITIONAL_DATA = 0xff00; // RFC 3610 §2.2: from here on its length takes six octets; TLS has 13

/** `tagLength`: M, 16 or 8 octets. */
export function aesCcm(tagLength: 16 | 8): Implementations<ImportAeadKey> {
  return new Implementations<ImportAeadKey>("AES-CCM", {
    name: "own",
    load: () => (key) => ccmKey(key, tagLength),
  });
}

async function ccmKey(key: Uint8Array, tagLength: number): Promise<AeadKey> {
  const [ctr, cbc] = await Promise.all(
    ["AES-CTR", "AES-CBC"].map((name) =>
      crypto.subtle.importKey("raw", source(key), name, false, ["encrypt"])
    ) as [Promise<CryptoKey>, Promise<CryptoKey>],
  );

  /** T of RFC 3610 §2.2, not yet encrypted. */
  async function authenticate(nonce: Uint8Array, additionalData: Uint8Array, message: Uint8Array) {
    const blocks = authenticatedBlocks(nonce, additionalData, message, tagLength);
    const iv = new Uint8Array(BLOCK_LENGTH);
    const chained = octets(await crypto.subtle.encrypt({ name: "AES-CBC", iv }, cbc, blocks));
    // WebCrypto pads, so the block after the last of ours is padding.
    return chained.subarray(blocks.length - BLOCK_LENGTH, blocks.length).subarray(0, tagLength);
  }

  /** The key stream from S_0 on, applied to the padded tag and then the message: RFC 3610 §2.3. */
  async function applyKeyStream(nonce: Uint8Array, tag: Uint8Array, message: Uint8Array) {
    const counter = concat(Uint8Array.of(LENGTH_OCTETS - 1), nonce, new Uint8Array(LENGTH_OCTETS)); // A_0
    const padding = new Uint8Array(BLOCK_LENGTH - tagLength);
    // Deno counts in 32, 64 or 128 bits only; L octets never overflow, so one more makes no difference.
    const algorithm = { name: "AES-CTR", counter, length: 32 };
    const result = octets(await crypto.subtle.encrypt(algorithm, ctr, concat(tag, padding, message)));
    return { tag: result.subarray(0, tagLength), message: result.slice(BLOCK_LENGTH) };
  }

  return {
    async seal(nonce, additionalData, plaintext) {
      const tag = await authenticate(nonce, additionalData, plaintext);
      const encrypted = await applyKeyStream(nonce, tag, plaintext);
      return concat(encrypted.message, encrypted.tag);
    },
    async open(nonce, additionalData, ciphertextAndTag) {
      const length = ciphertextAndTag.length - tagLength;
      if (length < 0) return null;
      const received = await applyKeyStream(
        nonce,
        ciphertextAndTag.subarray(length),
        ciphertextAndTag.subarray(0, length),
      );
      const expected = await authenticate(nonce, additionalData, received.message);
      return equalBytes(received.tag, expected) ? received.message : null;
    },
  };
}

/** B_0, then the additional data behind its length, then the message, each padded to whole blocks: RFC 3610 §2.2. */
function authenticatedBlocks(
  nonce: Uint8Array,
  additionalData: Uint8Array,
  message: Uint8Array,
  tagLength: number,
): Uint8Array<ArrayBuffer> {
  if (additionalData.length >= MAXIMUM_ADDITIONAL_DATA || message.length >= MAXIMUM_MESSAGE) {
    throw new RangeError("AES-CCM with a nonce of 12 octets takes no more than 2^24 octets");
  }
  const flags = (additionalData.length > 0 ? 0x40 : 0) | ((tagLength - 2) / 2) << 3 | (LENGTH_OCTETS - 1);
  const b0 = concat(
    Uint8Array.of(flags),
    nonce,
    Uint8Array.of(message.length >> 16, message.length >> 8 & 0xff, message.length & 0xff),
  );
  if (additionalData.length === 0) return concat(b0, padded(message));
  const length = Uint8Array.of(additionalData.length >> 8, additionalData.length & 0xff);
  return concat(b0, padded(concat(length, additionalData)), padded(message));
}

function padded(bytes: Uint8Array): Uint8Array {
  return concat(bytes, new Uint8Array(-bytes.length & (BLOCK_LENGTH - 1)));
}
