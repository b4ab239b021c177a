import type { Reader } from "../../bytes/mod.ts";

/** An extension whose presence is all it says; the reader's scope refuses any content. */
export function empty(_reader: Reader): true {
  return true;
}
