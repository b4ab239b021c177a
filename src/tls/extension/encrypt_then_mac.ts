/** encrypt_then_mac, RFC 7366 §2. */
import { ExtensionType } from "../../registry/mod.ts";
import { empty } from "./empty.ts";
import type { ExtensionCodec } from "./extension.ts";

export const encryptThenMac = {
  type: ExtensionType.encrypt_then_mac,
  offer: ({ encryptThenMac }) => encryptThenMac ? () => {} : null,
  read: { ClientHello: empty, ServerHello: empty },
} as const satisfies ExtensionCodec;
