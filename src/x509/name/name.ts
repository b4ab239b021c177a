/** Distinguished names (RFC 5280 §4.1.2.4): read once, compared by one canonical form, shown as RFC 4514 says. */
import type { DerReader } from "../der/reader.ts";
import { text } from "../der/string.ts";
import { tag } from "../der/tag.ts";
import { canonicalValue } from "./canonical.ts";

export interface Attribute {
  /** Dotted OBJECT IDENTIFIER. */
  readonly type: string;
  /** The value's text; `null` when it is not a string. */
  readonly text: string | null;
  /** The value's whole DER element. */
  readonly der: Uint8Array;
}

export interface Name {
  readonly der: Uint8Array;
  /** In the order of the encoding; most have one attribute each. */
  readonly relativeDistinguishedNames: readonly (readonly Attribute[])[];
  /** One string for each relative distinguished name; equal strings mean equal names by RFC 5280 §7.1. */
  readonly canonical: readonly string[];
  /** The whole name's canonical form: the key to find it by. */
  readonly key: string;
}

export function readName(reader: DerReader, field: string): Name {
  const element = reader.read(tag.sequence, field);
  const names = reader.within(element, field, (sequence) => {
    const all: Attribute[][] = [];
    while (!sequence.atEnd) {
      all.push(sequence.sequenceOf("RelativeDistinguishedName", readAttribute, tag.set));
    }
    return all;
  });
  if (names.some((attributes) => attributes.length === 0)) {
    reader.fault("has an empty RelativeDistinguishedName", field);
  }
  const canonical = names.map(canonicalRelativeName);
  return {
    der: reader.whole(element),
    relativeDistinguishedNames: names,
    canonical,
    key: canonical.join("\n"),
  };
}

/** The values of one attribute type, as text. */
export function attributeValues(name: Name, type: string): string[] {
  return name.relativeDistinguishedNames.flat()
    .filter((attribute) => attribute.type === type && attribute.text !== null)
    .map((attribute) => attribute.text!);
}

export function isEmptyName(name: Name): boolean {
  return name.relativeDistinguishedNames.length === 0;
}

function readAttribute(reader: DerReader): Attribute {
  return reader.sequence("AttributeTypeAndValue", (sequence) => {
    const type = sequence.objectIdentifier("type");
    const value = sequence.any("value");
    return { type, text: text(sequence, value, "AttributeValue"), der: sequence.whole(value) };
  });
}

function canonicalRelativeName(attributes: readonly Attribute[]): string {
  const one = ({ type, text, der }: Attribute) => `${type}=${JSON.stringify(canonicalValue(text, der))}`;
  return attributes.length === 1 ? one(attributes[0]!) : attributes.map(one).sort().join("+");
}
