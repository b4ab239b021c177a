/**
 * What every reader of DER (X.690) does alike: where an element begins and ends, and how an object identifier is
 * written. The two that are built on it differ in what they make of a fault: `crypto/der.ts` refuses a key that is
 * not exactly DER, `x509/der/reader.ts` notes the fault and shows the certificate all the same.
 */

/** Where an element lies: `content` is where its value starts, `end` is behind it. */
export interface DerElementBounds {
  /** The identifier octet. */
  readonly tag: number;
  readonly content: number;
  readonly end: number;
  /** Its length is in no more octets than needed (X.690 §10.1). */
  readonly isShortest: boolean;
}

/** The element at `start` of what ends at `end`; or why there is none, as a sentence goes on about it. */
export function derElementAt(bytes: Uint8Array, start: number, end: number): DerElementBounds | string {
  if (start + 2 > end) return "ends where an element should begin";
  const identifier = bytes[start]!;
  // X.690 §8.1.2.4: more octets follow; nothing in X.509 has such a tag
  if ((identifier & 0x1f) === 0x1f) return "has a tag number above 30";
  let content = start + 2;
  let length = bytes[start + 1]!;
  let isShortest = true;
  if (length === 0x80) return "has an indefinite length, which DER forbids"; // X.690 §10.1
  if (length > 0x80) {
    const octets = length - 0x80;
    if (octets > MAXIMUM_LENGTH_OCTETS || content + octets > end) return PAST_THE_END;
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + bytes[content + i]!;
    isShortest = length >= 0x80 && bytes[content] !== 0;
    content += octets;
  }
  if (content + length > end) return PAST_THE_END;
  return { tag: identifier, content, end: content + length, isShortest };
}

/** The dotted form of an OBJECT IDENTIFIER's content octets; `null` when they are not one (X.690 §8.19), or too many. */
export function objectIdentifierText(octets: Uint8Array): string | null {
  if (octets.length === 0 || octets.length > MAXIMUM_IDENTIFIER_OCTETS || octets.at(-1)! >= 0x80) return null;
  let text = "";
  let start = 0;
  for (let i = 0; i < octets.length; i++) {
    if (octets[i]! >= 0x80) continue;
    // X.690 §8.19.2: the fewest possible octets
    if (octets[start] === 0x80) return null;
    const value = subidentifier(octets, start, i + 1);
    text += start === 0 ? firstTwoArcs(value) : `.${value}`;
    start = i + 1;
  }
  return text;
}

function subidentifier(octets: Uint8Array, start: number, end: number): number | bigint {
  if (end - start > EXACT_OCTETS) {
    let value = 0n;
    for (let i = start; i < end; i++) value = value << 7n | BigInt(octets[i]! & 0x7f);
    return value;
  }
  let value = 0;
  for (let i = start; i < end; i++) value = value * 128 + (octets[i]! & 0x7f);
  return value;
}

/** X.690 §8.19.4: they share a subidentifier. */
function firstTwoArcs(value: number | bigint): string {
  if (value < 80) return `${Math.floor(Number(value) / 40)}.${Number(value) % 40}`;
  return `2.${typeof value === "bigint" ? value - 80n : value - 80}`;
}

/** Seven bits of each make 49, which a number holds exactly. */
const EXACT_OCTETS = 7;
/** The longest that are in use, UUIDs under 2.25 among them, have some 30. */
const MAXIMUM_IDENTIFIER_OCTETS = 64;
const MAXIMUM_LENGTH_OCTETS = 4;
const PAST_THE_END = "has a length that runs past the end";
