import { type GeneralName, readGeneralName } from "../name/general_name.ts";
import type { ExtensionType } from "./type.ts";

export interface AccessDescription {
  /** Dotted: `id-ad-ocsp` or `id-ad-caIssuers`. */
  readonly accessMethod: string;
  readonly accessLocation: GeneralName;
}

export const caIssuers = "1.3.6.1.5.5.7.48.2";
export const ocsp = "1.3.6.1.5.5.7.48.1";

export const authorityInfoAccess: ExtensionType<readonly AccessDescription[]> = {
  oid: "1.3.6.1.5.5.7.1.1",
  name: "authorityInfoAccess",
  reference: "RFC 5280 §4.2.2.1",
  critical: false,
  decode: (reader) => {
    const descriptions = reader.sequenceOf(
      "AuthorityInfoAccessSyntax",
      (each) =>
        each.sequence("AccessDescription", (description) => ({
          accessMethod: description.objectIdentifier("accessMethod"),
          accessLocation: readGeneralName(description, "accessLocation"),
        })),
    );
    if (descriptions.length === 0) reader.fault("is empty", "AuthorityInfoAccessSyntax");
    return descriptions;
  },
};

/** The addresses of one kind that an AIA extension gives. */
export function accessLocations(descriptions: readonly AccessDescription[], method: string): string[] {
  return descriptions.flatMap(({ accessMethod, accessLocation }) =>
    accessMethod === method && accessLocation.kind === "uniformResourceIdentifier"
      ? [accessLocation.text]
      : []
  );
}
