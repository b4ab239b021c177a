/** An AEAD key of node:crypto's; its tags have 16 octets. */
import { concat } from "../bytes/mod.ts";
import type { AeadKey } from "./aead.ts";
import { withoutBuffer } from "./node.ts";

const TAG_LENGTH = 16;

export function nodeAeadKey(
  node: typeof import("node:crypto"),
  algorithm: "aes-128-gcm" | "aes-256-gcm" | "chacha20-poly1305",
  key: Uint8Array,
): AeadKey {
  // To its types every algorithm is a case of its own.
  const name = algorithm as "aes-128-gcm";
  return {
    seal(nonce, additionalData, plaintext) {
      const cipher = node.createCipheriv(name, key, nonce);
      cipher.setAAD(additionalData);
      const ciphertext = cipher.update(plaintext);
      cipher.final();
      return Promise.resolve(concat(ciphertext, cipher.getAuthTag()));
    },
    open(nonce, additionalData, ciphertextAndTag) {
      const length = ciphertextAndTag.length - TAG_LENGTH;
      if (length < 0) return Promise.resolve(null);
      const decipher = node.createDecipheriv(name, key, nonce);
      decipher.setAAD(additionalData);
      decipher.setAuthTag(ciphertextAndTag.subarray(length));
      const plaintext = decipher.update(ciphertextAndTag.subarray(0, length));
      try {
        decipher.final();
      } catch {
        return Promise.resolve(null);
      }
      return Promise.resolve(withoutBuffer(plaintext));
    },
  };
}
