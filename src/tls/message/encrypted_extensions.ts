/** EncryptedExtensions, RFC 9846 §4.4.1. */
import type { Reader } from "../../bytes/mod.ts";
import { type Extension, readExtensions } from "../extension/mod.ts";

export interface EncryptedExtensions {
  readonly extensions: readonly Extension[];
}

export function readEncryptedExtensions(reader: Reader): EncryptedExtensions {
  return { extensions: readExtensions(reader, "EncryptedExtensions") };
}
