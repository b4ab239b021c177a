import { contextConstructed, contextPrimitive } from "../der/tag.ts";
import type { DerReader } from "../der/reader.ts";
import { type GeneralName, readGeneralName } from "../name/general_name.ts";
import type { ExtensionType } from "./type.ts";

export interface NameConstraints {
  readonly permittedSubtrees: readonly GeneralName[];
  readonly excludedSubtrees: readonly GeneralName[];
}

export const nameConstraints: ExtensionType<NameConstraints> = {
  oid: "2.5.29.30",
  name: "nameConstraints",
  reference: "RFC 5280 §4.2.1.10",
  critical: null, // RFC 5280 wants it critical, the CA/Browser Forum allows both
  decode: (reader) =>
    reader.sequence("NameConstraints", (sequence) => {
      const permittedSubtrees = subtrees(sequence, 0, "permittedSubtrees");
      const excludedSubtrees = subtrees(sequence, 1, "excludedSubtrees");
      // RFC 5280 §4.2.1.10: not an empty sequence
      if (permittedSubtrees === null && excludedSubtrees === null) {
        sequence.fault("is empty", "NameConstraints");
      }
      return { permittedSubtrees: permittedSubtrees ?? [], excludedSubtrees: excludedSubtrees ?? [] };
    }),
};

function subtrees(reader: DerReader, number: number, field: string): GeneralName[] | null {
  if (reader.nextTag !== contextConstructed(number)) return null;
  const all = reader.sequenceOf(
    field,
    (each) => each.sequence("GeneralSubtree", subtree),
    contextConstructed(number),
  );
  if (all.length === 0) reader.fault("is empty", field);
  return all;
}

function subtree(reader: DerReader): GeneralName {
  const base = readGeneralName(reader, "base");
  // RFC 5280 §4.2.1.10: minimum MUST be zero, maximum MUST be absent
  if (reader.nextTag === contextPrimitive(0) && reader.smallInteger("minimum", contextPrimitive(0)) >= 0) {
    reader.fault("is there, though only its default is allowed", "minimum");
  }
  if (reader.optional(contextPrimitive(1), "maximum") !== null) reader.fault("is not allowed", "maximum");
  return base;
}
