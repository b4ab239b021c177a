/** A DER Name by itself, as a CertificateRequest lists them (RFC 9846 §4.3.4), in RFC 4514's form. */
import { toHex } from "../../bytes/mod.ts";
import { DerReader } from "../der/reader.ts";
import { MalformedCertificateError } from "../malformed.ts";
import { readName } from "./name.ts";
import { nameText } from "./text.ts";

/** Octets that are no Name are shown as they are, in hex behind `#` (RFC 4514 §2.4). */
export function distinguishedNameText(der: Uint8Array): string {
  try {
    const reader = DerReader.over(der, { faults: [] });
    const name = readName(reader, "Name");
    reader.end("Name");
    return nameText(name);
  } catch (error) {
    if (!(error instanceof MalformedCertificateError)) throw error;
    return `#${toHex(der)}`;
  }
}
