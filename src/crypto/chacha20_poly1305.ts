/** ChaCha20-Poly1305 (RFC 8439). */
import { concat } from "../bytes/mod.ts";
import type { ImportAeadKey } from "./aead.ts";
import { Implementations } from "./implementation.ts";
import { subtleAeadKey } from "./subtle_aead.ts";

const TAG_LENGTH = 16;

export const chacha20Poly1305 = new Implementations<ImportAeadKey>("ChaCha20-Poly1305", {
  name: "subtle",
  async load() {
    const importKey: ImportAeadKey = (key) => subtleAeadKey("raw-secret", "ChaCha20-Poly1305", key);
    await importKey(new Uint8Array(32));
    return importKey;
  },
}, {
  name: "node",
  async load() {
    const importKey = nodeImportKey(await import("node:crypto"));
    await importKey(new Uint8Array(32)).seal(new Uint8Array(12), new Uint8Array(0), new Uint8Array(0));
    return importKey;
  },
}, {
  name: "noble",
  async load() {
    const { chacha20poly1305 } = await import("@noble/ciphers/chacha.js");
    return (key) => ({
      seal: (nonce, additionalData, plaintext) =>
        Promise.resolve(chacha20poly1305(key, nonce, additionalData).encrypt(plaintext)),
      open(nonce, additionalData, ciphertextAndTag) {
        if (ciphertextAndTag.length < TAG_LENGTH) return Promise.resolve(null);
        try {
          return Promise.resolve(chacha20poly1305(key, nonce, additionalData).decrypt(ciphertextAndTag));
        } catch {
          return Promise.resolve(null);
        }
      },
    });
  },
});

function nodeImportKey(node: typeof import("node:crypto")) {
  const options = { authTagLength: TAG_LENGTH };
  return (key: Uint8Array) => ({
    seal(nonce: Uint8Array, additionalData: Uint8Array, plaintext: Uint8Array) {
      const cipher = node.createCipheriv("chacha20-poly1305", key, nonce, options);
      cipher.setAAD(additionalData, { plaintextLength: plaintext.length });
      const ciphertext = concat(cipher.update(plaintext), cipher.final());
      return Promise.resolve(concat(ciphertext, cipher.getAuthTag()));
    },
    open(nonce: Uint8Array, additionalData: Uint8Array, ciphertextAndTag: Uint8Array) {
      const length = ciphertextAndTag.length - TAG_LENGTH;
      if (length < 0) return Promise.resolve(null);
      const decipher = node.createDecipheriv("chacha20-poly1305", key, nonce, options);
      decipher.setAAD(additionalData, { plaintextLength: length });
      decipher.setAuthTag(ciphertextAndTag.subarray(length));
      try {
        return Promise.resolve(
          concat(decipher.update(ciphertextAndTag.subarray(0, length)), decipher.final()),
        );
      } catch {
        return Promise.resolve(null);
      }
    },
  });
}
