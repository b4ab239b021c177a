/** extended_main_secret, RFC 7627 §5.1. */
import { ExtensionType } from "../../registry/mod.ts";
import { empty } from "./empty.ts";
import type { ExtensionCodec } from "./extension.ts";

export const extendedMainSecret = {
  type: ExtensionType.extended_main_secret,
  offer: ({ extendedMainSecret }) => extendedMainSecret ? () => {} : null,
  read: { ClientHello: empty, ServerHello: empty },
} as const satisfies ExtensionCodec;
