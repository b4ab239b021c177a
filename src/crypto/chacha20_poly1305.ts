/** ChaCha20-Poly1305 (RFC 8439). */
import type { ImportAeadKey } from "./aead.ts";
import { Implementations } from "./implementation.ts";
import { nodeAeadKey } from "./node_aead.ts";
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
  frequent: true,
  async load() {
    const node = await import("node:crypto");
    const importKey: ImportAeadKey = (key) => nodeAeadKey(node, "chacha20-poly1305", key);
    const key = await importKey(new Uint8Array(32));
    await key.seal(new Uint8Array(12), new Uint8Array(0), new Uint8Array(0));
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
