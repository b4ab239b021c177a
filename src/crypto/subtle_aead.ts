/** An AEAD key of WebCrypto's. */
import type { AeadKey } from "./aead.ts";
import { isOperationError, octets, source } from "./subtle.ts";

/** `format`: `raw` for AES, `raw-secret` for the algorithms added to WebCrypto later. Tags have 16 octets. */
export async function subtleAeadKey(
  format: "raw" | "raw-secret",
  name: "AES-GCM" | "ChaCha20-Poly1305",
  key: Uint8Array,
): Promise<AeadKey> {
  const imported = await crypto.subtle.importKey(format as "raw", source(key), name, false, [
    "encrypt",
    "decrypt",
  ]);
  const parameters = (iv: Uint8Array, additionalData: Uint8Array) => ({
    name,
    iv: source(iv),
    additionalData: source(additionalData),
    tagLength: 128,
  });
  return {
    async seal(nonce, additionalData, plaintext) {
      return octets(
        await crypto.subtle.encrypt(parameters(nonce, additionalData), imported, source(plaintext)),
      );
    },
    async open(nonce, additionalData, ciphertextAndTag) {
      try {
        return octets(
          await crypto.subtle.decrypt(parameters(nonce, additionalData), imported, source(ciphertextAndTag)),
        );
      } catch (error) {
        if (isOperationError(error)) return null;
        throw error;
      }
    },
  };
}
