/** Distinguished names and general names, as RFC 5280 §4.1.2.4 and §4.2.1.6 write them, honest or hostile. */
import { concat } from "../bytes/mod.ts";
import {
  bmpString,
  contentOf,
  type Der,
  explicit,
  ia5String,
  implicit,
  objectIdentifier,
  printableString,
  sequence,
  set,
  utf8String,
} from "./der.ts";

/**
 * A name: the text of a common name, attributes in order (`{ C: "XX", O: "Example", CN: "Root" }`), a list where an
 * attribute comes twice or wants another string type, or a whole Name in DER. An empty list is the empty name.
 */
export type NameInput = string | Readonly<Record<string, string>> | readonly AttributeInput[] | Uint8Array;

export interface AttributeInput {
  /** A short name of RFC 4519 (`CN`, `O`, …) or an object identifier in dotted decimal. */
  readonly type: string;
  /** Text, put down as it is, or a whole element in DER. */
  readonly value: string | Uint8Array;
  /** UTF8String unless the attribute's definition says PrintableString or IA5String. */
  readonly as?: "utf8" | "printable" | "ia5" | "bmp";
}

const attributeTypes: Readonly<Record<string, { readonly oid: string; readonly as?: AttributeInput["as"] }>> =
  {
    CN: { oid: "2.5.4.3" },
    SERIALNUMBER: { oid: "2.5.4.5", as: "printable" },
    C: { oid: "2.5.4.6", as: "printable" },
    L: { oid: "2.5.4.7" },
    ST: { oid: "2.5.4.8" },
    O: { oid: "2.5.4.10" },
    OU: { oid: "2.5.4.11" },
    DC: { oid: "0.9.2342.19200300.100.1.25", as: "ia5" },
    EMAIL: { oid: "1.2.840.113549.1.9.1", as: "ia5" },
  };

const stringTypes = { utf8: utf8String, printable: printableString, ia5: ia5String, bmp: bmpString };

/** A Name in DER, one attribute in each RelativeDistinguishedName. */
export function distinguishedName(input: NameInput): Der {
  if (input instanceof Uint8Array) return Uint8Array.from(input);
  return sequence(
    ...attributes(input).map(({ type, value, as }) => {
      const known = attributeTypes[type];
      const string = stringTypes[as ?? known?.as ?? "utf8"];
      const oid = objectIdentifier(known?.oid ?? type);
      return set(sequence(oid, typeof value === "string" ? string(value) : value));
    }),
  );
}

function attributes(input: Exclude<NameInput, Uint8Array>): readonly AttributeInput[] {
  if (typeof input === "string") return [{ type: "CN", value: input }];
  if (Array.isArray(input)) return input;
  return Object.entries(input).map(([type, value]) => ({ type, value }));
}

/** dNSName, with the text as it is: a wildcard, an underscore or an escape sequence goes in unchanged. */
export function dnsName(text: string): Der {
  return implicit(2, new TextEncoder().encode(text));
}

/** iPAddress of an address as people write it, or of the octets given. */
export function ipAddress(address: string | Uint8Array): Der {
  return implicit(7, typeof address === "string" ? addressOctets(address) : address);
}

/** iPAddress of a name constraint, address and mask, from `192.0.2.0/24`. RFC 5280 §4.2.1.10 */
export function ipRange(range: string): Der {
  const [address = "", prefix = ""] = range.split("/");
  const octets = addressOctets(address);
  const mask = octets.map((_, i) => 0xff << (8 - Math.min(8, Math.max(0, Number(prefix) - 8 * i))));
  return implicit(7, concat(octets, mask));
}

/** rfc822Name. */
export function emailAddress(text: string): Der {
  return implicit(1, new TextEncoder().encode(text));
}

/** uniformResourceIdentifier. */
export function uri(text: string): Der {
  return implicit(6, new TextEncoder().encode(text));
}

/** directoryName; the choice inside makes the tag explicit. */
export function directoryName(name: NameInput): Der {
  return explicit(4, distinguishedName(name));
}

/** otherName of any type. */
export function otherName(type: string, value: Uint8Array): Der {
  return explicit(0, contentOf(sequence(objectIdentifier(type), explicit(0, value))));
}

/** The 4 or 16 octets of an address. */
export function addressOctets(address: string): Uint8Array<ArrayBuffer> {
  if (!address.includes(":")) return Uint8Array.from(address.split("."), Number);
  // The URL parser writes an IPv6 address in its one canonical spelling, RFC 5952.
  const [head = "", tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split("::");
  const before = groups(head);
  const after = groups(tail ?? "");
  const octets = new Uint8Array(16);
  octets.set(before);
  octets.set(after, 16 - after.length);
  return octets;
}

function groups(text: string): number[] {
  if (text === "") return [];
  return text.split(":").map((group) => parseInt(group, 16)).flatMap((group) => [group >> 8, group & 0xff]);
}
