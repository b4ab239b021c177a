/** nmap's XML, of the script ssl-enum-ciphers. */
import { nmapTable } from "./nmap_table.ts";
import {
  type Feature,
  type Preference,
  suiteByName,
  type ToolFacts,
  versionByName,
  versionNames,
} from "./tool_facts.ts";

export function readNmap(xml: string): ToolFacts {
  const versions = Array.from(
    nmapTable(xml, "ssl-enum-ciphers")?.tables ?? [],
    ([name, { tables, values }]) => ({
      version: versionByName(name),
      ciphers: (tables.get("ciphers")?.rows ?? []).map(({ values }) => values),
      compressors: tables.get("compressors")?.list ?? [],
      preference: values.get("cipher preference"),
    }),
  );
  const accepted = new Set(versions.map(({ version }) => version));
  const older = versions.filter(({ version }) => version !== "TLS 1.3");
  return {
    // It does not ask for SSL 2.0, and lists only what is accepted
    versions: new Map(versionNames.slice(1).map((version) => [version, accepted.has(version)])),
    suites: new Map(
      versions.map((
        { version, ciphers },
      ) => [version, ciphers.map((cipher) => suiteByName(cipher.get("name")!))]),
    ),
    preference: new Map(
      versions.flatMap(({ version, preference }) => isKnown(preference) ? [[version, preference]] : []),
    ),
    groups: new Map(),
    schemes: new Map(),
    primeBits: new Set(
      older.flatMap(({ ciphers }) => ciphers.flatMap((cipher) => bitsOf(cipher.get("kex_info")))),
    ),
    features: new Map(
      older.slice(0, 1).map((): [Feature, boolean] => [
        "compression",
        older.some(({ compressors }) => compressors.some((name) => name !== "NULL")),
      ]),
    ),
  };
}

/** Where there are too few suites to turn round it says `indeterminate`. */
function isKnown(preference: string | undefined): preference is Preference {
  return preference === "server" || preference === "client";
}

/** `dh 2048`, beside `secp256r1` and `rsa 2048`. */
function bitsOf(keyExchange = ""): number[] {
  const [, bits] = /^dh (\d+)$/.exec(keyExchange) ?? [];
  return bits === undefined ? [] : [Number(bits)];
}
