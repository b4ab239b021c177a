/** Whether a server signs with a scheme: seen in a handshake that OpenSSL completes. */
import type { Target } from "../tools.ts";
import { openssl, versionOptions } from "./openssl_client.ts";

export async function scheme(target: Target, version: string, name: string): Promise<boolean | null> {
  const option = versionOptions.get(version);
  const wanted = read(name);
  if (option === undefined || wanted === null) return null;
  // Some servers want that of the certificates to be offered too
  for (const schemes of new Set([wanted.openssl, `${wanted.openssl}:ECDSA+SHA256`])) {
    const suites = ["-cipher", "kEDH:kEECDH:!aNULL:@SECLEVEL=0"];
    const completed = await openssl(target, option, ...suites, "-sigalgs", schemes);
    const [, type = ""] = /^Peer signature type: (\S+)$/m.exec(completed?.printed ?? "") ?? [];
    const [, digest = ""] = /^Peer signing digest: (\S+)$/m.exec(completed?.printed ?? "") ?? [];
    if (type.toLowerCase() === wanted.type && digest.toLowerCase() === wanted.digest) return true;
  }
  return false;
}

interface Scheme {
  /** As `-sigalgs` has it. */
  readonly openssl: string;
  readonly type: string;
  readonly digest: string;
}

/** `null`: OpenSSL knows none with this name. */
function read(name: string): Scheme | null {
  const [, hash, key] = /^(sha224)\/(rsa|ecdsa)$/.exec(name) ?? [];
  if (hash !== undefined) return pair(key!, hash);
  const [, kind, digest = ""] = pattern.exec(name) ?? [];
  if (kind === undefined) return null;
  if (kind === "rsa_pkcs1" || kind === "ecdsa") return pair(kind.replace("_pkcs1", ""), digest);
  return { openssl: name, type: kind.replace("_", "-"), digest };
}

const pattern = /^(rsa_pkcs1|rsa_pss|ecdsa|ed25519|ed448)(?:_(?:rsae|pss|secp\d+r1))?(?:_(sha\d+))?$/;

function pair(type: string, digest: string): Scheme {
  return { openssl: `${type}+${digest}`.toUpperCase(), type, digest };
}
