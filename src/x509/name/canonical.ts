/**
 * The form in which two attribute values are compared (RFC 5280 §7.1): case, width and runs of white space do
 * not matter, nor which string type the text is in. Values that are not strings compare by their octets.
 */
import { toHex } from "../../bytes/mod.ts";

export function canonicalValue(text: string | null, der: Uint8Array): string {
  return text === null ? "#" + toHex(der) : canonicalText(text);
}

export function canonicalText(text: string): string {
  // RFC 4518 §2: map, normalize, then insignificant space
  const folded = IS_ASCII.test(text) || MANY_MARKS.test(text)
    ? text.toLowerCase()
    : text.normalize("NFKC").toLowerCase().normalize("NFKC");
  return folded.replace(/\s+/g, " ").trim();
}

const IS_ASCII = /^[\0-\x7f]*$/;

/**
 * More than text has on one letter: UAX #15 §13 allows thirty. Normalization sorts them, which costs the square of
 * their number. The two letters are those that become marks.
 */
const MANY_MARKS = /[\p{M}\uff9e\uff9f]{31}/u;
