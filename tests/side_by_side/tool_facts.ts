/** What a tool says of a server, in one form for all tools. What it does not speak of is not in it. */
import { cipherSuites, signatureAndHashAlgorithm, supportedGroups } from "../../src/registry/mod.ts";

export interface ToolFacts {
  /** By version: whether the server accepts it. */
  readonly versions: ReadonlyMap<string, boolean>;
  /** By version: those that the server accepts, in the order in which the tool found them. */
  readonly suites: ReadonlyMap<string, readonly string[]>;
  /** By version: whose order of suites decides. */
  readonly preference: ReadonlyMap<string, Preference>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly schemes: ReadonlyMap<string, readonly string[]>;
  /** Of finite-field exchanges before TLS 1.3, over all suites. */
  readonly primeBits: ReadonlySet<number> | null;
  readonly features: ReadonlyMap<Feature, boolean>;
}

export type Preference = "server" | "client";

/** What a server has or has not, as a whole. */
export const features = [
  "session tickets",
  "session IDs",
  "secure renegotiation",
  "renegotiation by the client",
  "fallback SCSV",
  "compression",
  "OCSP stapling",
  "ALPN h2",
  "ALPN http/1.1",
  "extended main secret",
  "encrypt-then-MAC",
] as const;

export type Feature = typeof features[number];

/** In the place of a version: over all of them, where the tool does not tell them apart. */
export const anyVersion = "any version";

const suiteNames = new Set(cipherSuites.entries.map(({ name }) => name));

/** IANA's name, which the tool has too; throws for a name that IANA has not. */
export function suiteByName(name: string): string {
  // Before TLS 1.3 was an RFC its suites had a key exchange in their names
  const ianas = name.replace(/^TLS_AKE_WITH_/, "TLS_");
  if (!suiteNames.has(ianas)) throw new Error(`There is no cipher suite "${name}"`);
  return ianas;
}

export function suiteByValue(value: number): string {
  const { name, hex } = cipherSuites.codePoint(value);
  return name ?? hex;
}

export function groupByValue(value: number): string {
  const { name, hex } = supportedGroups.codePoint(value);
  return name ?? hex;
}

export function schemeByValue(value: number): string {
  const { name, hex } = signatureAndHashAlgorithm(value);
  return name ?? hex;
}

const groupNames = new Map(supportedGroups.entries.map(({ name }) => [name.toLowerCase(), name]));

/** IANA's, for a name in whatever case, or one of ANSI X9.62's. */
export function groupByName(name: string): string {
  const group = groupNames.get(name.toLowerCase().replace("prime256v1", "secp256r1"));
  if (group === undefined) throw new Error(`There is no group "${name}"`);
  return group;
}

/** From the oldest. */
export const versionNames = ["SSL 2.0", "SSL 3.0", "TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3"];

/** `TLSv1.2`, `TLS1_2`, `TLSv1`, `SSLv3` and the like. */
export function versionByName(text: string): string {
  const [, family, major, minor = "0"] = /^(SSL|TLS)v?(\d)(?:[._](\d))?$/i.exec(text) ?? [];
  const name = `${family?.toUpperCase()} ${major}.${minor}`;
  if (!versionNames.includes(name)) throw new Error(`There is no version "${text}"`);
  return name;
}
