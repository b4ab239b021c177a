import { contextConstructed, contextPrimitive } from "../der/tag.ts";
import { type GeneralName, readGeneralNames } from "../name/general_name.ts";
import type { ExtensionType } from "./type.ts";

export interface AuthorityKeyIdentifier {
  readonly keyIdentifier: Uint8Array | null;
  readonly authorityCertIssuer: readonly GeneralName[] | null;
  readonly authorityCertSerialNumber: Uint8Array | null;
}

export const subjectKeyIdentifier: ExtensionType<Uint8Array> = {
  oid: "2.5.29.14",
  name: "subjectKeyIdentifier",
  reference: "RFC 5280 §4.2.1.2",
  critical: false,
  decode: (reader) => reader.octetString("SubjectKeyIdentifier"),
};

export const authorityKeyIdentifier: ExtensionType<AuthorityKeyIdentifier> = {
  oid: "2.5.29.35",
  name: "authorityKeyIdentifier",
  reference: "RFC 5280 §4.2.1.1",
  critical: false,
  decode: (reader) =>
    reader.sequence("AuthorityKeyIdentifier", (sequence) => ({
      keyIdentifier: sequence.nextTag === contextPrimitive(0)
        ? sequence.octetString("keyIdentifier", contextPrimitive(0))
        : null,
      authorityCertIssuer: sequence.nextTag === contextConstructed(1)
        ? readGeneralNames(sequence, "authorityCertIssuer", contextConstructed(1))
        : null,
      authorityCertSerialNumber: sequence.nextTag === contextPrimitive(2)
        ? sequence.integer("authorityCertSerialNumber", contextPrimitive(2))
        : null,
    })),
};
