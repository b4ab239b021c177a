import type { ExtensionType } from "./type.ts";

export const serverAuth = "1.3.6.1.5.5.7.3.1";
export const clientAuth = "1.3.6.1.5.5.7.3.2";
export const anyExtendedKeyUsage = "2.5.29.37.0";

/** KeyPurposeIds, dotted. */
export const extendedKeyUsage: ExtensionType<readonly string[]> = {
  oid: "2.5.29.37",
  name: "extKeyUsage",
  reference: "RFC 5280 §4.2.1.12",
  critical: null,
  decode: (reader) => {
    const purposes = reader.sequenceOf("ExtKeyUsageSyntax", (each) => each.objectIdentifier("KeyPurposeId"));
    if (purposes.length === 0) reader.fault("is empty", "ExtKeyUsageSyntax");
    return purposes;
  },
};

/** What people call a purpose. */
export function purposeName(oid: string): string {
  return NAMES.get(oid) ?? oid;
}

const NAMES: ReadonlyMap<string, string> = new Map([
  [anyExtendedKeyUsage, "anyExtendedKeyUsage"],
  [serverAuth, "serverAuth"],
  [clientAuth, "clientAuth"],
  ["1.3.6.1.5.5.7.3.3", "codeSigning"],
  ["1.3.6.1.5.5.7.3.4", "emailProtection"],
  ["1.3.6.1.5.5.7.3.8", "timeStamping"],
  ["1.3.6.1.5.5.7.3.9", "OCSPSigning"],
]);
