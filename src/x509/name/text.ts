/** A distinguished name as people read it, by RFC 4514: the last relative name first, escaped. */
import { toHex } from "../../bytes/mod.ts";
import { type Attribute, attributeValues, type Name } from "./name.ts";

export function nameText(name: Name): string {
  return name.relativeDistinguishedNames
    .map((attributes) => attributes.map(attributeText).join("+"))
    .reverse() // RFC 4514 §2.1
    .join(",");
}

/** A name from outside, cut to what a sentence can hold. */
export function clip(text: string): string {
  return text.length <= MAXIMUM_CHARACTERS ? text : `${text.slice(0, MAXIMUM_CHARACTERS)}…`;
}

const MAXIMUM_CHARACTERS = 200;

/** The shortest thing that a person would call it by: the common name, else the unit or organization, else all of it. */
export function shortName(name: Name): string {
  const [text = nameText(name)] = [commonName, organizationalUnitName, organizationName]
    .flatMap((type) => attributeValues(name, type));
  return clip(text);
}

/** All that it may be called: the whole name, then each common name and each organization. */
export function everyName(name: Name): string[] {
  return [nameText(name), ...[commonName, organizationName].flatMap((type) => attributeValues(name, type))];
}

export const commonName = "2.5.4.3";
export const emailAddress = "1.2.840.113549.1.9.1";
const organizationName = "2.5.4.10";
const organizationalUnitName = "2.5.4.11";

function attributeText({ type, text, der }: Attribute): string {
  const keyword = KEYWORDS.get(type);
  // RFC 4514 §2.4: an unknown type or a value that is no string goes as # and hex
  if (text === null || keyword === undefined) return `${keyword ?? type}=#${toHex(der)}`;
  return `${keyword}=${escape(text)}`;
}

/** RFC 4514 §2.4. */
function escape(value: string): string {
  return value.replace(/[\\"+,;<>]/g, "\\$&").replaceAll("\0", "\\00").replace(/^[ #]/, "\\$&").replace(
    / $/,
    "\\ ",
  );
}

/** RFC 4514 §3, and the names that IANA's registry of LDAP descriptors has for what certificates also hold. */
const KEYWORDS: ReadonlyMap<string, string> = new Map([
  [commonName, "CN"],
  ["2.5.4.7", "L"],
  ["2.5.4.8", "ST"],
  [organizationName, "O"],
  [organizationalUnitName, "OU"],
  ["2.5.4.6", "C"],
  ["2.5.4.9", "STREET"],
  ["0.9.2342.19200300.100.1.25", "DC"],
  ["0.9.2342.19200300.100.1.1", "UID"],
  ["2.5.4.4", "SN"],
  ["2.5.4.42", "GN"],
  ["2.5.4.5", "serialNumber"],
  ["2.5.4.12", "title"],
  ["2.5.4.15", "businessCategory"],
  ["2.5.4.17", "postalCode"],
  ["2.5.4.97", "organizationIdentifier"],
  [emailAddress, "emailAddress"],
  ["1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL"],
  ["1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST"],
  ["1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC"],
]);
