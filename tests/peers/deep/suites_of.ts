/** The cipher suites that other programs say they have, by IANA's names, in their order. */
import { cipherSuites } from "../../../src/registry/mod.ts";
import { runTool } from "../servers/mod.ts";

/** What a suite is authenticated with, in OpenSSL's words. */
export type Key = "RSA" | "ECDSA" | "None" | "PSK";

/** As `openssl ciphers` lists them, those that a server with such keys can use. `version`: as in `tls1_2`. */
export async function opensslSuites(
  version: string,
  list: string,
  ...keys: readonly Key[]
): Promise<string[]> {
  const psk = keys.includes("PSK") ? ["-psk"] : [];
  const printed = await runTool("openssl", ["ciphers", "-s", "-v", "-stdname", `-${version}`, ...psk, list]);
  return [...printed.matchAll(/^(\S+) .* Au=(\S+) /gm)]
    .filter(([, , key]) => keys.includes(key as Key))
    .map(([, name]) => name!);
}

/** As `gnutls-cli --list` has them for a priority string. `minor`: of the version, 2 for TLS 1.2. `key`: a leaf's. */
export async function gnutlsSuites(priority: string, minor: number, key: "RSA" | "ECDSA"): Promise<string[]> {
  const printed = await runTool("gnutls-cli", ["--list", "--priority", priority]);
  const rows = printed.matchAll(/^TLS_(\S+)\s+0x(..), 0x(..)\s+TLS1\.(\d)$/gm);
  return [...rows]
    // Each with the version that has it first; TLS 1.3 has none of the others'
    .filter(([, , , , since]) => minor === 3 ? since === "3" : Number(since) <= minor)
    .filter(([, name]) => minor === 3 || isFor(key, name!))
    .map(([, , high, low]) => cipherSuites.codePoint(parseInt(`${high}${low}`, 16)).name!);
}

function isFor(key: "RSA" | "ECDSA", name: string): boolean {
  if (name.includes("_ANON_")) return true;
  return key === "ECDSA" ? name.startsWith("ECDHE_ECDSA_") : /^(?:ECDHE_RSA|DHE_RSA|RSA)_/.test(name);
}
