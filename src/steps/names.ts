/** Code points in words, as facts show them. */
import {
  cipherSuites,
  type CodePoint,
  protocolVersions,
  signatureSchemes,
  supportedGroups,
} from "../registry/mod.ts";

export const versionName = (value: number): string => nameOf(protocolVersions.codePoint(value));
export const suiteName = (value: number): string => nameOf(cipherSuites.codePoint(value));
export const groupName = (value: number): string => nameOf(supportedGroups.codePoint(value));
export const schemeName = (value: number): string => nameOf(signatureSchemes.codePoint(value));

export function nameOf({ name, hex }: CodePoint): string {
  return name ?? hex;
}

/** A list for a sentence; GREASE says nothing and is left out. */
export function list(values: readonly number[], name: (value: number) => string): string {
  return values.map(name).filter((text) => text !== "GREASE").join(", ");
}

export function octets(count: number): string {
  return count === 1 ? "1 octet" : `${count} octets`;
}
