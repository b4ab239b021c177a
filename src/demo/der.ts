/**
 * A writer of DER (X.690), one function a type, made to write malformed structures as readily as right ones.
 *
 * Content is taken as given: nothing is checked or put in order, except that lengths and tags are minimal.
 */
import { concat } from "../bytes/mod.ts";

export type Der = Uint8Array<ArrayBuffer>;

/** A tag and its content behind a length; `lengthOctets` asks for a longer length than DER allows (X.690 §10.1). */
export function element(tag: number, content: Uint8Array, lengthOctets = 0): Der {
  const digits: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  while (digits.length < lengthOctets) digits.unshift(0);
  const short = content.length < 0x80 && lengthOctets === 0;
  return concat(Uint8Array.of(tag, ...short ? [content.length] : [0x80 | digits.length, ...digits]), content);
}

export function sequence(...parts: readonly Uint8Array[]): Der {
  return element(0x30, concat(...parts));
}

export function set(...parts: readonly Uint8Array[]): Der {
  return element(0x31, concat(...parts));
}

/** A number, or the content octets as they shall stand (negative, zero-padded, empty). */
export function integer(value: number | bigint | Uint8Array): Der {
  if (value instanceof Uint8Array) return element(0x02, value);
  const digits: number[] = [];
  let rest = BigInt(value);
  do {
    digits.unshift(Number(BigInt.asUintN(8, rest)));
    rest >>= 8n;
  } while (rest !== 0n && rest !== -1n);
  if (value >= 0 && digits[0]! >= 0x80) digits.unshift(0);
  if (value < 0 && digits[0]! < 0x80) digits.unshift(0xff);
  return element(0x02, Uint8Array.from(digits));
}

export function enumerated(value: number): Der {
  return element(0x0a, Uint8Array.of(value));
}

export function boolean(value: boolean): Der {
  return element(0x01, Uint8Array.of(value ? 0xff : 0x00));
}

export function nullValue(): Der {
  return element(0x05, new Uint8Array(0));
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Der {
  return element(0x03, concat(Uint8Array.of(unusedBits), bytes));
}

/** A BIT STRING of named bits, without trailing zeros (X.690 §11.2.2). */
export function namedBits(positions: readonly number[]): Der {
  if (positions.length === 0) return bitString(new Uint8Array(0));
  const last = Math.max(...positions);
  const bytes = new Uint8Array((last >> 3) + 1);
  for (const position of positions) bytes[position >> 3]! |= 0x80 >> (position & 7);
  return bitString(bytes, 7 - (last & 7));
}

export function octetString(bytes: Uint8Array): Der {
  return element(0x04, bytes);
}

/** From dotted decimal. */
export function objectIdentifier(dotted: string): Der {
  const [first = 0n, second = 0n, ...others] = dotted.split(".").map(BigInt);
  return element(0x06, Uint8Array.from([first * 40n + second, ...others].flatMap(base128)));
}

export function utf8String(text: string): Der {
  return element(0x0c, new TextEncoder().encode(text));
}

/** The tag of PrintableString with the text's UTF-8, whether or not it is printable. */
export function printableString(text: string): Der {
  return element(0x13, new TextEncoder().encode(text));
}

/** The tag of IA5String with the text's UTF-8, whether or not it is ASCII. */
export function ia5String(text: string): Der {
  return element(0x16, new TextEncoder().encode(text));
}

/** UTF-16, big-endian. */
export function bmpString(text: string): Der {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i));
  return element(0x1e, bytes);
}

/** `YYMMDDHHMMSSZ`: for years 1950 to 2049. */
export function utcTime(date: Date): Der {
  return element(0x17, new TextEncoder().encode(digitsOf(date).slice(2) + "Z"));
}

/** `YYYYMMDDHHMMSSZ`. */
export function generalizedTime(date: Date): Der {
  return element(0x18, new TextEncoder().encode(digitsOf(date) + "Z"));
}

/** As certificates must say it: UTCTime through 2049, GeneralizedTime from 2050. RFC 5280 §4.1.2.5 */
export function time(date: Date): Der {
  const year = date.getUTCFullYear();
  return year >= 1950 && year < 2050 ? utcTime(date) : generalizedTime(date);
}

/** `[number] EXPLICIT`. */
export function explicit(number: number, ...parts: readonly Uint8Array[]): Der {
  return element(0xa0 | number, concat(...parts));
}

/** `[number] IMPLICIT` of a primitive type, whose content octets these are. */
export function implicit(number: number, content: Uint8Array): Der {
  return element(0x80 | number, content);
}

/** The content octets of an element: what its tag and length enclose. */
export function contentOf(der: Uint8Array): Uint8Array {
  const length = der[1]!;
  return der.subarray(length < 0x80 ? 2 : 2 + (length & 0x7f));
}

function base128(number: bigint): number[] {
  const digits = [Number(number & 0x7fn)];
  for (let rest = number >> 7n; rest > 0n; rest >>= 7n) digits.unshift(Number(rest & 0x7fn) | 0x80);
  return digits;
}

function digitsOf(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "").replace(/\D/g, "");
}
