/** As much of BER (ITU-T X.690) as an LDAP message needs: tags of one octet, definite lengths (RFC 4511 §5.1). */
import { concat } from "../bytes/mod.ts";
import { DialogueError } from "./failure.ts";

export interface BerElement {
  readonly tag: number;
  readonly content: Uint8Array;
}

export function berElement(tag: number, ...content: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = concat(...content);
  if (body.length > 0x7f) throw new RangeError(`${body.length} octets do not fit a short length`);
  return concat(Uint8Array.of(tag, body.length), body);
}

/** The elements that `octets` consist of, one behind the other. */
export function readBerElements(octets: Uint8Array): BerElement[] {
  const elements: BerElement[] = [];
  let rest = octets;
  while (rest.length > 0) {
    const header = readBerHeader(rest);
    if (header === null || header.headerLength + header.length > rest.length) {
      throw new DialogueError("malformed_message", "A BER element is longer than what holds it");
    }
    const end = header.headerLength + header.length;
    elements.push({ tag: rest[0]!, content: rest.subarray(header.headerLength, end) });
    rest = rest.subarray(end);
  }
  return elements;
}

/** The lengths of the element at the start of `octets`; `null` when its header is not complete. */
export function readBerHeader(octets: Uint8Array): { headerLength: number; length: number } | null {
  const first = octets[1];
  if (first === undefined) return null;
  if (first < 0x80) return { headerLength: 2, length: first };
  // Active Directory writes every length in four octets, needed or not
  const size = first & 0x7f;
  if (size === 0 || size > 4) {
    throw new DialogueError("malformed_message", "A BER length is indefinite or too long");
  }
  if (octets.length < 2 + size) return null;
  let length = 0;
  for (const octet of octets.subarray(2, 2 + size)) length = length * 0x100 + octet;
  return { headerLength: 2 + size, length };
}

/** A non-negative INTEGER or ENUMERATED of at most four octets. */
export function readBerInteger(content: Uint8Array): number {
  if (content.length === 0 || content.length > 4 || content[0]! > 0x7f) {
    throw new DialogueError("malformed_message", "A BER number is negative or too long");
  }
  return content.reduce((value, octet) => value * 0x100 + octet, 0);
}
