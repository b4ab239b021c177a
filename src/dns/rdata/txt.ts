/** TXT: one or more texts (RFC 1035 §3.3.14). */
import type { Reader } from "../../bytes/mod.ts";

/** Joined without anything between them, as SPF and what came after it have it: RFC 7208 §3.3. */
export function readTxt(reader: Reader): string {
  let text = "";
  do {
    // Octets of no character set; every one is kept as one character.
    text += new TextDecoder("latin1").decode(reader.vector("txt-data", 1));
  } while (reader.remaining > 0);
  return text;
}
