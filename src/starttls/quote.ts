/** A peer's words for people: bounded, and without characters that act instead of show. */
import { toHex } from "../bytes/mod.ts";
import { MAXIMUM_QUOTED } from "./limits.ts";

/** `text` in double quotes: control and format characters as `\u{1b}`, the end cut off where it is long. */
export function quote(text: string): string {
  const characters = Array.from(text.slice(0, 2 * MAXIMUM_QUOTED));
  const cut = characters.length > MAXIMUM_QUOTED || text.length > 2 * MAXIMUM_QUOTED;
  const shown = characters.slice(0, MAXIMUM_QUOTED).join("").replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
  return `"${shown}${cut ? "…" : ""}"`;
}

/** Octets as a quoted line where they are text, as hex where they are not. */
export function quoteOctets(octets: Uint8Array): string {
  if (!isText(octets)) {
    return `${toHex(octets.subarray(0, MAXIMUM_HEX))}${octets.length > MAXIMUM_HEX ? "…" : ""}`;
  }
  return quote(decodeText(octets).split(/\r?\n/, 1)[0]!);
}

/** Lossy: what is not UTF-8 becomes U+FFFD. */
export function decodeText(octets: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(octets);
}

/** Whether a text protocol could have sent them: no control characters but white space and escape. */
export function isText(octets: Uint8Array): boolean {
  return octets.every((octet) => octet >= 0x20 || (octet >= 0x09 && octet <= 0x0d) || octet === 0x1b);
}

const MAXIMUM_HEX = 32;
