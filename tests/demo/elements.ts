import { contentOf } from "../../src/demo/der.ts";

/** The elements that follow one another in some content octets, DER. */
export function elements(content: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let rest = content; rest.length > 0; rest = rest.subarray(found.at(-1)!.length)) {
    const headerLength = contentOf(rest).byteOffset - rest.byteOffset;
    const length = headerLength === 2 ? rest[1]! : parseInt(rest.subarray(2, headerLength).toHex(), 16);
    found.push(rest.subarray(0, headerLength + length));
  }
  return found;
}
