/** OpenSSL's names for cipher suites, which other servers use too, and IANA's; as OpenSSL itself tells them. */
import { runTool } from "../servers/mod.ts";

let names: Promise<ReadonlyMap<string, string>> | null = null;

/** `ECDHE-RSA-AES128-GCM-SHA256` → `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`. */
export async function ianaSuite(opensslName: string): Promise<string> {
  const name = (await (names ??= read())).get(opensslName);
  if (name === undefined) throw new Error(`openssl knows no cipher suite ${opensslName}`);
  return name;
}

/** The other way round; `null` when OpenSSL has no such suite. */
export async function opensslSuite(ianaName: string): Promise<string | null> {
  const entries = await (names ??= read());
  return entries.entries().find(([, iana]) => iana === ianaName)?.[0] ?? null;
}

async function read(): Promise<ReadonlyMap<string, string>> {
  const printed = await runTool("openssl", ["ciphers", "-stdname", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"]);
  const rows = [...printed.matchAll(/^(\S+)\s+- (\S+)/gm)];
  return new Map(rows.map(([, iana, openssl]) => [openssl!, iana!]));
}

/** `TLSv1.3` → `TLS 1.3`; `TLSv1` → `TLS 1.0`. */
export function versionName(opensslName: string): string {
  const [, major, minor = ".0"] = /^TLSv(1)(\.\d)?$/.exec(opensslName) ?? [];
  if (major === undefined) throw new Error(`no version of TLS: ${opensslName}`);
  return `TLS ${major}${minor}`;
}
