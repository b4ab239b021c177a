import { type GeneralName, readGeneralNames } from "../name/general_name.ts";
import type { ExtensionType } from "./type.ts";

export const subjectAltName: ExtensionType<readonly GeneralName[]> = {
  oid: "2.5.29.17",
  name: "subjectAltName",
  reference: "RFC 5280 §4.2.1.6",
  critical: null, // critical exactly when the subject is empty: a rule of its own
  decode: (reader) => readGeneralNames(reader, "SubjectAltName"),
};
