/** What every file in this folder exports: one extension that the judgement understands. */
import type { DerReader } from "../der/reader.ts";

export interface ExtensionType<T> {
  /** Dotted OBJECT IDENTIFIER. */
  readonly oid: string;
  /** The RFC's name. */
  readonly name: string;
  readonly reference: string;
  /** Reads the value within extnValue; throws `MalformedCertificateError`, notes what is only not DER. */
  readonly decode: (reader: DerReader) => T;
  /** What the profile says of `critical`; `null`: either. */
  readonly critical: boolean | null;
}
