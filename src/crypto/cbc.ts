/**
 * Block ciphers in CBC mode without padding (NIST SP 800-38A §6.2): TLS 1.2 and older pad for themselves.
 *
 * WebCrypto pads always, so its padding is cut off when encrypting and made up for when decrypting.
 */
import { concat } from "../bytes/mod.ts";
import { type Implementation, Implementations } from "./implementation.ts";
import { octets, source } from "./subtle.ts";
import { tripleDesCbc } from "./triple_des.ts";

export type BlockCipherName = "AES-128-CBC" | "AES-256-CBC" | "3DES-EDE-CBC";

export interface BlockCipher {
  readonly name: BlockCipherName;
  /** Octets. */
  readonly keyLength: number;
  readonly blockLength: number;
  /** `data` is a whole number of blocks, and so is the result; `iv` is one block. Throws `RangeError` otherwise. */
  encrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  decrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
}

export function blockCipher(name: BlockCipherName): BlockCipher {
  return blockCiphers[name];
}

type Operation = (
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;

interface Cbc {
  readonly encrypt: Operation;
  readonly decrypt: Operation;
}

interface BlockCipherEntry extends BlockCipher {
  readonly implementations: Implementations<Cbc>;
}

const AES_BLOCK = 16;

const aesCbc: Cbc = {
  async encrypt(key, iv, data) {
    const imported = await importAes(key);
    return (await encryptPadded(imported, iv, data)).slice(0, data.length);
  },
  async decrypt(key, iv, data) {
    const imported = await importAes(key);
    // A further block that decrypts to nothing but padding: the encryption of nothing after our last block.
    const last = data.length === 0 ? iv : data.subarray(-AES_BLOCK);
    const padding = await encryptPadded(imported, last, new Uint8Array(0));
    const algorithm = { name: "AES-CBC", iv: source(iv) };
    return octets(await crypto.subtle.decrypt(algorithm, imported, concat(data, padding)));
  },
};

/** What the tests see beside `BlockCipher`. */
export const blockCiphers: Readonly<Record<BlockCipherName, BlockCipherEntry>> = {
  "AES-128-CBC": entry("AES-128-CBC", 16, AES_BLOCK, { name: "subtle", load: () => aesCbc }),
  "AES-256-CBC": entry("AES-256-CBC", 32, AES_BLOCK, { name: "subtle", load: () => aesCbc }),
  "3DES-EDE-CBC": entry("3DES-EDE-CBC", 24, 8, { name: "node", load: nodeTripleDes }, {
    name: "own",
    load: () => ({
      encrypt: (key, iv, data) => tripleDesCbc("encrypt", key, iv, data),
      decrypt: (key, iv, data) => tripleDesCbc("decrypt", key, iv, data),
    }),
  }),
};

async function importAes(key: Uint8Array): Promise<CryptoKey> {
  return await crypto.subtle.importKey("raw", source(key), "AES-CBC", false, ["encrypt", "decrypt"]);
}

async function encryptPadded(key: CryptoKey, iv: Uint8Array, data: Uint8Array) {
  return octets(await crypto.subtle.encrypt({ name: "AES-CBC", iv: source(iv) }, key, source(data)));
}

async function nodeTripleDes(): Promise<Cbc> {
  const { createCipheriv, createDecipheriv } = await import("node:crypto");
  createCipheriv("des-ede3-cbc", new Uint8Array(24), new Uint8Array(8)); // throws where it is lacking
  return {
    encrypt(key, iv, data) {
      const cipher = createCipheriv("des-ede3-cbc", key, iv).setAutoPadding(false);
      return concat(cipher.update(data), cipher.final());
    },
    decrypt(key, iv, data) {
      const decipher = createDecipheriv("des-ede3-cbc", key, iv).setAutoPadding(false);
      return concat(decipher.update(data), decipher.final());
    },
  };
}

function entry(
  name: BlockCipherName,
  keyLength: number,
  blockLength: number,
  ...alternatives: readonly Implementation<Cbc>[]
): BlockCipherEntry {
  const implementations = new Implementations<Cbc>(name, ...alternatives);
  const run = (direction: keyof Cbc): BlockCipher["encrypt"] => async (key, iv, data) => {
    if (key.length !== keyLength || iv.length !== blockLength || data.length % blockLength !== 0) {
      throw new RangeError(`${name} takes a key of ${keyLength} octets and blocks of ${blockLength}`);
    }
    return (await implementations.first())[direction](key, iv, data);
  };
  return { name, keyLength, blockLength, implementations, encrypt: run("encrypt"), decrypt: run("decrypt") };
}
