import { contextConstructed, contextPrimitive } from "../der/tag.ts";
import type { DerReader } from "../der/reader.ts";
import { type GeneralName, readGeneralNames } from "../name/general_name.ts";
import type { ExtensionType } from "./type.ts";

export interface DistributionPoint {
  /** fullName; `null` when the point is named another way, or not at all. */
  readonly fullName: readonly GeneralName[] | null;
  readonly hasReasons: boolean;
  readonly cRLIssuer: readonly GeneralName[] | null;
}

export const crlDistributionPoints: ExtensionType<readonly DistributionPoint[]> = {
  oid: "2.5.29.31",
  name: "cRLDistributionPoints",
  reference: "RFC 5280 §4.2.1.13",
  critical: null,
  decode: (reader) => {
    const points = reader.sequenceOf(
      "CRLDistributionPoints",
      (each) => each.sequence("DistributionPoint", point),
    );
    if (points.length === 0) reader.fault("is empty", "CRLDistributionPoints");
    return points;
  },
};

function point(reader: DerReader): DistributionPoint {
  const fullName = reader.nextTag === contextConstructed(0)
    ? reader.sequence("distributionPoint", readDistributionPointName, contextConstructed(0))
    : null;
  const hasReasons = reader.optional(contextPrimitive(1), "reasons") !== null;
  const cRLIssuer = reader.nextTag === contextConstructed(2)
    ? readGeneralNames(reader, "cRLIssuer", contextConstructed(2))
    : null;
  return { fullName, hasReasons, cRLIssuer };
}

/** DistributionPointName: the full name, or `null` for nameRelativeToCRLIssuer. */
export function readDistributionPointName(reader: DerReader): readonly GeneralName[] | null {
  if (reader.nextTag === contextConstructed(0)) {
    return readGeneralNames(reader, "fullName", contextConstructed(0));
  }
  reader.read(contextConstructed(1), "nameRelativeToCRLIssuer");
  return null;
}
