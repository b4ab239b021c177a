/** Text out of ASN.1's many string types. */
import type { DerReader, Element } from "./reader.ts";
import { tag } from "./tag.ts";

/**
 * A string's text. What its type does not allow is shown as U+FFFD and noted as a fault.
 * `null` when the type is not a string.
 */
export function text(reader: DerReader, element: Element, field: string): string | null {
  const bytes = reader.content(element);
  switch (element.tag) {
    case tag.utf8String:
      return utf8(reader, bytes, field);
    case tag.printableString:
    case tag.numericString:
      return restricted(reader, bytes, element.tag === tag.numericString ? /^[0-9 ]*$/ : PRINTABLE, field);
    case tag.ia5String:
    case tag.visibleString:
      return ascii(reader, bytes, field);
    case tag.teletexString:
      return latin1(bytes);
    case tag.bmpString:
      return wide(reader, bytes, 2, field);
    case tag.universalString:
      return wide(reader, bytes, 4, field);
    default:
      return null;
  }
}

/** An IA5String's text; octets above 0x7F are read as UTF-8, because that is what issuers put there by mistake. */
export function ascii(reader: DerReader, bytes: Uint8Array, field: string): string {
  if (isAscii(bytes)) return latin1(bytes);
  reader.fault("has octets that are not ASCII", field);
  return new TextDecoder().decode(bytes);
}

export function isAscii(bytes: Uint8Array): boolean {
  for (const octet of bytes) if (octet >= 0x80) return false;
  return true;
}

export function latin1(bytes: Uint8Array): string {
  let characters = "";
  for (const octet of bytes) characters += String.fromCharCode(octet);
  return characters;
}

function utf8(reader: DerReader, bytes: Uint8Array, field: string): string {
  if (isAscii(bytes)) return latin1(bytes);
  const characters = LENIENT.decode(bytes);
  if (characters.includes("\ufffd") && !isUtf8(bytes)) reader.fault("is not valid UTF-8", field);
  return characters;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    STRICT.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function restricted(reader: DerReader, bytes: Uint8Array, allowed: RegExp, field: string): string {
  const characters = latin1(bytes);
  if (!allowed.test(characters)) reader.fault("has characters that its string type does not have", field);
  return characters;
}

function wide(reader: DerReader, bytes: Uint8Array, octets: 2 | 4, field: string): string {
  if (bytes.length % octets !== 0) reader.fault("ends within a character", field);
  let characters = "";
  for (let i = 0; i + octets <= bytes.length; i += octets) {
    let point = 0;
    for (let j = 0; j < octets; j++) point = point * 256 + bytes[i + j]!;
    characters += point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd";
  }
  return characters;
}

/** X.680 §41.4, and `*`, `@`, `&`, `_` which issuers put there and every verifier reads. */
const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:=?*@&_]*$/;
const LENIENT = new TextDecoder("utf-8", { ignoreBOM: true });
const STRICT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
