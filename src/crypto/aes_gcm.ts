/** AES-GCM (NIST SP 800-38D), as in RFC 5116 §5.1: every runtime has it. */
import type { ImportAeadKey } from "./aead.ts";
import { Implementations } from "./implementation.ts";
import { nodeAeadKey } from "./node_aead.ts";
import { subtleAeadKey } from "./subtle_aead.ts";

export const aesGcm = new Implementations<ImportAeadKey>("AES-GCM", {
  name: "subtle",
  load: () => (key) => subtleAeadKey("raw", "AES-GCM", key),
}, {
  name: "node",
  frequent: true,
  async load() {
    const node = await import("node:crypto");
    return (key) => nodeAeadKey(node, key.length === 16 ? "aes-128-gcm" : "aes-256-gcm", key);
  },
});
