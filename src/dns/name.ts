/**
 * Domain names between text and the octets of a message (RFC 1035 §3.1 and §4.1.4).
 *
 * As text a name has no final dot, and the root is `.`; what a label has beside printable ASCII, and dots and
 * backslashes within one, are escaped as in zone files (§5.1), so that a name that was sent by anyone can be shown.
 */
import { Reader, Writer } from "../bytes/mod.ts";

/** RFC 1035 §2.3.4. */
const MAXIMUM_NAME_OCTETS = 255;
const MAXIMUM_LABEL_OCTETS = 63;

/** A name needs one, as what it points to needs none; a few are suffered. */
const MAXIMUM_POINTERS = 16;

const POINTER = 0xc0;
const ROOT = ".";

/** `null` for what no message can hold, and for what has escapes: nobody looks such a name up. */
export function encodeName(name: string): Uint8Array | null {
  if (name === ROOT) return new Uint8Array(1);
  const labels = name.replace(/\.$/, "").split(".").map((label) => new TextEncoder().encode(label));
  const length = labels.reduce((sum, label) => sum + 1 + label.length, 1);
  const fits = length <= MAXIMUM_NAME_OCTETS &&
    labels.every((label) => label.length > 0 && label.length <= MAXIMUM_LABEL_OCTETS);
  if (!fits || name.includes("\\")) return null;
  const writer = new Writer();
  for (const label of labels) writer.vector(1, label);
  return writer.uint8(0).bytes();
}

/** `message`: all of what `reader` reads from, which a name may point back into. Throws `DecodeError`. */
export function readName(reader: Reader, message: Uint8Array): string {
  const labels: string[] = [];
  let octets = 1;
  let pointers = 0;
  for (let from = reader, start = reader.offset;;) {
    const length = from.uint8("label.length");
    if (length === 0) return labels.join(".") || ROOT;
    if (length >= POINTER) {
      const target = (length - POINTER) * 256 + from.uint8("pointer");
      // RFC 1035 §4.1.4: to a prior occurrence, so that it comes to an end.
      if (target >= start) throw from.error("A name points at itself, or ahead", "pointer");
      if (++pointers > MAXIMUM_POINTERS) throw from.error("A name has too many pointers", "pointer");
      start = target;
      from = new Reader(message, [], target);
      continue;
    }
    if (length > MAXIMUM_LABEL_OCTETS) throw from.error("A label has a length that is none", "label.length");
    octets += 1 + length;
    if (octets > MAXIMUM_NAME_OCTETS) throw from.error("A name is longer than names can be", "label");
    labels.push(labelText(from.opaque("label", length)));
  }
}

/** RFC 4343 §3: letters of ASCII are the same in either case, and no others. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The name without its first label; `.` above a name of one label, and `null` above the root. */
export function parentOf(name: string): string | null {
  if (name === ROOT) return null;
  const [, parent] = /^(?:[^.\\]|\\.)+\.(.+)$/.exec(name) ?? [];
  return parent ?? ROOT;
}

function labelText(label: Uint8Array): string {
  let text = "";
  for (const octet of label) {
    const character = String.fromCharCode(octet);
    if (character === "." || character === "\\") text += `\\${character}`;
    else if (octet > 0x20 && octet < 0x7f) text += character;
    else text += `\\${octet.toString().padStart(3, "0")}`;
  }
  return text;
}
