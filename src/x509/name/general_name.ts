/** GeneralName (RFC 5280 §4.2.1.6): read into one union, judged elsewhere. */
import type { DerReader } from "../der/reader.ts";
import { ascii } from "../der/string.ts";
import { contextConstructed, contextPrimitive } from "../der/tag.ts";
import { type Name, readName } from "./name.ts";

export type GeneralName =
  | { readonly kind: "dNSName" | "rfc822Name" | "uniformResourceIdentifier"; readonly text: string }
  /** Octets: an address (4 or 16), or in name constraints an address and a mask (8 or 32). */
  | { readonly kind: "iPAddress"; readonly bytes: Uint8Array }
  | { readonly kind: "directoryName"; readonly name: Name }
  | { readonly kind: "otherName"; readonly type: string }
  | { readonly kind: "registeredID"; readonly type: string }
  | { readonly kind: "x400Address" | "ediPartyName" };

export type GeneralNameKind = GeneralName["kind"];

export function readGeneralName(reader: DerReader, field = "GeneralName"): GeneralName {
  switch (reader.nextTag) {
    case contextConstructed(0):
      return reader.sequence("otherName", (other) => {
        const type = other.objectIdentifier("type-id");
        other.read(contextConstructed(0), "value");
        return { kind: "otherName", type };
      }, contextConstructed(0));
    case contextPrimitive(1):
      return { kind: "rfc822Name", text: ia5(reader, 1, "rfc822Name") };
    case contextPrimitive(2):
      return { kind: "dNSName", text: ia5(reader, 2, "dNSName") };
    case contextConstructed(3):
      reader.any("x400Address");
      return { kind: "x400Address" };
    case contextConstructed(4):
      return reader.sequence(
        "directoryName",
        (inner) => ({ kind: "directoryName", name: readName(inner, "directoryName") }),
        contextConstructed(4),
      );
    case contextConstructed(5):
      reader.any("ediPartyName");
      return { kind: "ediPartyName" };
    case contextPrimitive(6):
      return { kind: "uniformResourceIdentifier", text: ia5(reader, 6, "uniformResourceIdentifier") };
    case contextPrimitive(7):
      return { kind: "iPAddress", bytes: reader.octetString("iPAddress", contextPrimitive(7)) };
    case contextPrimitive(8):
      return { kind: "registeredID", type: reader.objectIdentifier("registeredID", contextPrimitive(8)) };
    default:
      throw reader.error("is not a GeneralName", field);
  }
}

/** GeneralNames: SEQUENCE SIZE (1..MAX). */
export function readGeneralNames(reader: DerReader, field: string, expected?: number): GeneralName[] {
  const names = reader.sequenceOf(field, readGeneralName, expected);
  if (names.length === 0) reader.fault("is empty", field);
  return names;
}

function ia5(reader: DerReader, number: number, field: string): string {
  return ascii(reader, reader.octetString(field, contextPrimitive(number)), field);
}
