/** CAA: who may issue certificates for a domain (RFC 8659 §4.1). */
import { type Reader, trimBlanks } from "../../bytes/mod.ts";

export interface CaaRecord {
  readonly flags: number;
  /** Issuer Critical: a CA that does not know the tag must not issue. */
  readonly critical: boolean;
  /** In lower case; matching is without regard to it. */
  readonly tag: string;
  readonly value: string;
}

const ISSUER_CRITICAL = 0x80;

export function readCaa(reader: Reader): CaaRecord {
  const flags = reader.uint8("flags");
  const tag = latin1(reader.vector("tag", 1, { minimum: 1 }));
  if (!/^[0-9A-Za-z]+$/.test(tag)) {
    throw reader.error("A tag has other characters than letters and digits", "tag");
  }
  const value = latin1(reader.rest("value"));
  return { flags, critical: (flags & ISSUER_CRITICAL) !== 0, tag: tag.toLowerCase(), value };
}

/** What the values of the tags `issue`, `issuewild`, `issuemail` and `issuevmc` say. */
export interface IssuerValue {
  /** `null`: none, so that nobody is authorized. */
  readonly issuer: string | null;
  readonly parameters: readonly { readonly tag: string; readonly value: string }[];
}

/** `null` for what is not of that form; CAs must then act as if no issuer was named (RFC 8659 §4.2). */
export function parseIssuerValue(text: string): IssuerValue | null {
  const [before = "", ...rest] = text.split(";");
  const issuer = trimBlanks(before);
  if (issuer !== "" && !issuer.split(".").every(isLabel)) return null;
  const parameters = parseParameters(rest.map(trimBlanks));
  return parameters && { issuer: issuer === "" ? null : issuer.toLowerCase(), parameters };
}

function parseParameters(parts: readonly string[]): IssuerValue["parameters"] | null {
  if (parts.length === 1 && parts[0] === "") return [];
  const parameters: { readonly tag: string; readonly value: string }[] = [];
  for (const part of parts) {
    const equals = part.indexOf("=");
    const tag = trimBlanks(part.slice(0, Math.max(0, equals)));
    const value = trimBlanks(part.slice(equals + 1));
    if (!isLabel(tag) || !/^[\x21-\x3a\x3c-\x7e]*$/.test(value)) return null;
    parameters.push({ tag: tag.toLowerCase(), value });
  }
  return parameters;
}

/** Letters and digits, with hyphens between them. */
function isLabel(text: string): boolean {
  return /^[0-9A-Za-z-]+$/.test(text) && !text.startsWith("-") && !text.endsWith("-");
}

function latin1(octets: Uint8Array): string {
  return new TextDecoder("latin1").decode(octets);
}
