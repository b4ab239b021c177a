/** Hash functions, one entry each: digest, HMAC, and the prefix that PKCS #1 signatures put before the digest. */
import type { CHash } from "@noble/hashes/utils.js";
import { concat, fromHex } from "../bytes/mod.ts";
import { Implementations } from "./implementation.ts";
import { withoutBuffer } from "./node.ts";
import { octets, source } from "./subtle.ts";

/** `MD5+SHA-1` is the concatenation that TLS 1.0 and 1.1 sign and put in Finished (RFC 4346 §7.4.3, §7.4.9). */
export type HashName = "MD5" | "SHA-1" | "SHA-224" | "SHA-256" | "SHA-384" | "SHA-512" | "MD5+SHA-1";

export interface Hash {
  readonly name: HashName;
  /** Octets of a digest. */
  readonly length: number;
  /** Octets of an input block, as HMAC needs it. */
  readonly blockLength: number;
  digest(data: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
}

export function hash(name: HashName): Hash {
  return hashes[name];
}

type Octets = Uint8Array<ArrayBuffer>;
type Digest = (data: Uint8Array) => Octets | Promise<Octets>;
/** Makes of a key what computes the HMAC of data with it. */
type KeyedMac = (key: Uint8Array) => Mac | Promise<Mac>;
type Mac = (data: Uint8Array) => Octets | Promise<Octets>;

interface HashEntry extends Hash {
  /** DER of DigestInfo up to the digest (RFC 8017 §9.2 note 1); empty where PKCS #1 signs the bare digest. */
  readonly digestInfoPrefix: Uint8Array;
  readonly digests: Implementations<Digest>;
  readonly macs: Implementations<KeyedMac>;
}

/** What hmac.ts, the RSA verifiers and the tests see beside `Hash`. */
export const hashes: Readonly<Record<HashName, HashEntry>> = {
  "MD5": entry("MD5", 16, 64, "3020300c06082a864886f70d020505000410", legacy("md5")),
  "SHA-1": entry("SHA-1", 20, 64, "3021300906052b0e03021a05000414", legacy("sha1")),
  "SHA-224": entry("SHA-224", 28, 64, "302d300d06096086480165030402040500041c", sha2("sha224")),
  "SHA-256": entry("SHA-256", 32, 64, "3031300d060960864801650304020105000420", sha2("sha256")),
  "SHA-384": entry("SHA-384", 48, 128, "3041300d060960864801650304020205000430", sha2("sha384")),
  "SHA-512": entry("SHA-512", 64, 128, "3051300d060960864801650304020305000440", sha2("sha512")),
  "MD5+SHA-1": {
    name: "MD5+SHA-1",
    length: 36,
    blockLength: 64,
    digestInfoPrefix: new Uint8Array(0), // RFC 4346 §7.4.3: PKCS #1 block type 1 without DigestInfo
    digest: md5AndSha1,
    digests: new Implementations<Digest>("MD5+SHA-1", { name: "own", load: () => md5AndSha1 }),
    macs: new Implementations<KeyedMac>("HMAC with MD5+SHA-1"),
  },
};

function legacy(name: "md5" | "sha1"): () => Promise<CHash> {
  return async () => (await import("@noble/hashes/legacy.js"))[name];
}

function sha2(name: "sha224" | "sha256" | "sha384" | "sha512"): () => Promise<CHash> {
  return async () => (await import("@noble/hashes/sha2.js"))[name];
}

function entry(
  name: HashName,
  length: number,
  blockLength: number,
  digestInfoPrefix: string,
  noble: () => Promise<CHash>,
): HashEntry {
  const digests = new Implementations<Digest>(name, {
    name: "subtle",
    async load() {
      await crypto.subtle.digest(name, new Uint8Array(0));
      return async (data) => octets(await crypto.subtle.digest(name, source(data)));
    },
  }, {
    name: "noble",
    load: noble,
  }, {
    name: "node",
    frequent: true,
    async load() {
      const { createHash } = await import("node:crypto");
      const nodeName = name.replace("-", "").toLowerCase();
      createHash(nodeName);
      return (data) => withoutBuffer(createHash(nodeName).update(data).digest());
    },
  });
  const macs = new Implementations<KeyedMac>(`HMAC with ${name}`, {
    name: "subtle",
    async load() {
      await (await subtleMac(name, new Uint8Array(blockLength)))(new Uint8Array(0));
      return (key) => subtleMac(name, key);
    },
  }, {
    name: "noble",
    frequent: true,
    async load() {
      const [{ hmac }, hashFunction] = await Promise.all([import("@noble/hashes/hmac.js"), noble()]);
      return (key) => {
        const keyed = hmac.create(hashFunction, key);
        return (data) => keyed.clone().update(data).digest();
      };
    },
  });
  return {
    name,
    length,
    blockLength,
    digestInfoPrefix: fromHex(digestInfoPrefix),
    digest: async (data) => (await digests.first())(data),
    digests,
    macs,
  };
}

async function subtleMac(hash: HashName, key: Uint8Array): Promise<Mac> {
  // WebCrypto refuses an empty key; RFC 2104 §2 pads every key with zero octets, so one of them is the same key.
  const material = key.length === 0 ? new Uint8Array(1) : source(key);
  const imported = await crypto.subtle.importKey("raw", material, { name: "HMAC", hash }, false, ["sign"]);
  return async (data) => octets(await crypto.subtle.sign("HMAC", imported, source(data)));
}

async function md5AndSha1(data: Uint8Array): Promise<Octets> {
  return concat(await hashes["MD5"].digest(data), await hashes["SHA-1"].digest(data));
}
