/**
 * CBC block cipher records of TLS 1.0 to 1.2 (RFC 2246, RFC 4346, RFC 5246 §6.2.3.2), with encrypt-then-MAC
 * where it was agreed (RFC 7366). Nothing here runs in constant time: there is no secret of anybody's to leak.
 */
import { concat, equalBytes } from "../../bytes/mod.ts";
import { type BlockCipher, hash, type HashName, hmac } from "../../crypto/mod.ts";
import { ProtocolVersion } from "../../registry/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { additionalDataOf } from "./aead_tls12.ts";
import { refuseOverflow } from "./plaintext.ts";
import type { RecordLayout } from "./layout.ts";
import type { OpenedRecord, RecordProtection } from "./protection.ts";
import { encodeRecord, type TlsRecord } from "./record.ts";

export interface CbcKeys {
  readonly cipher: BlockCipher;
  readonly key: Uint8Array;
  readonly mac: HashName;
  readonly macKey: Uint8Array;
  /** TLS 1.0 alone: the first record's; later ones take the last block of the record before. */
  readonly iv: Uint8Array;
}

export function cbc(
  keys: CbcKeys,
  version: number,
  encryptThenMac: boolean,
  random: (length: number) => Uint8Array,
): RecordProtection {
  const layout = encryptThenMac ? encryptThenMacLayout(keys) : macThenEncryptLayout(keys);
  const chain = version >= ProtocolVersion.TLS_1_1 ? explicitIv(keys, random) : implicitIv(keys);
  let sealed = 0;
  let opened = 0;
  return {
    layout: recordLayout(keys, version, encryptThenMac),
    async seal(contentType, fragment) {
      const mac = macOf(keys, sealed++, contentType, version);
      return encodeRecord(contentType, version, await layout.seal(fragment, mac, chain));
    },
    async open(record) {
      const mac = macOf(keys, opened++, record.contentType, version);
      const found = await layout.open(record, mac, chain);
      if (found === null) {
        throw new ProtocolError("bad_record", "A record does not decrypt with the keys that were agreed");
      }
      refuseOverflow(found.fragment);
      return { contentType: record.contentType, ...found };
    },
  };
}

/** RFC 5246 §6.2.3.2, RFC 7366 §3. */
function recordLayout(
  { cipher, mac }: CbcKeys,
  version: number,
  encryptThenMac: boolean,
): RecordLayout {
  const macField = ["MAC", hash(mac).length] as const;
  return {
    fragment: "fragment",
    outer: [
      ...(version >= ProtocolVersion.TLS_1_1 ? [["IV", cipher.blockLength] as const] : []),
      ["ciphertext", null],
      ...(encryptThenMac ? [macField] : []),
    ],
    inner: [...(encryptThenMac ? [] : [macField]), ["padding", null], ["padding_length", 1]],
  };
}

type Mac = (content: Uint8Array) => Promise<Uint8Array>;

/** MAC(seq_num + type + version + length + content), RFC 5246 §6.2.3.1. */
const macOf =
  ({ mac, macKey }: CbcKeys, sequenceNumber: number, contentType: number, version: number): Mac =>
  (content) =>
    hmac(
      mac,
      macKey,
      concat(additionalDataOf(sequenceNumber, contentType, version, content.length), content),
    );

interface Chain {
  /** Ciphertext with its IV, when that travels. */
  encrypt(plain: Uint8Array): Promise<Uint8Array>;
  /** `null` when the length is not that of whole blocks. */
  decrypt(ciphertext: Uint8Array): Promise<Uint8Array | null>;
}

interface Layout {
  seal(fragment: Uint8Array, mac: Mac, chain: Chain): Promise<Uint8Array>;
  open(record: TlsRecord, mac: Mac, chain: Chain): Promise<Pick<OpenedRecord, "fragment" | "inner"> | null>;
}

function macThenEncryptLayout({ cipher, mac: macName }: CbcKeys): Layout {
  const macLength = hash(macName).length;
  return {
    async seal(fragment, mac, chain) {
      return chain.encrypt(pad(concat(fragment, await mac(fragment)), cipher.blockLength));
    },
    async open({ fragment: ciphertext }, mac, chain) {
      const inner = await chain.decrypt(ciphertext);
      const content = unpad(inner);
      if (content === null || content.length < macLength) return null;
      const fragment = content.subarray(0, content.length - macLength);
      return equalBytes(await mac(fragment), content.subarray(fragment.length)) ? { fragment, inner } : null;
    },
  };
}

/** RFC 7366 §3: the MAC covers the IV and the ciphertext. */
function encryptThenMacLayout({ cipher, mac: macName }: CbcKeys): Layout {
  const macLength = hash(macName).length;
  return {
    async seal(fragment, mac, chain) {
      const ciphertext = await chain.encrypt(pad(fragment, cipher.blockLength));
      return concat(ciphertext, await mac(ciphertext));
    },
    async open({ fragment }, mac, chain) {
      if (fragment.length < macLength) return null;
      const ciphertext = fragment.subarray(0, fragment.length - macLength);
      if (!equalBytes(await mac(ciphertext), fragment.subarray(ciphertext.length))) return null;
      const inner = await chain.decrypt(ciphertext);
      const content = unpad(inner);
      return content === null ? null : { fragment: content, inner };
    },
  };
}

/** TLS 1.1 and 1.2: every record brings its IV, RFC 4346 §6.2.3.2. */
function explicitIv({ cipher, key }: CbcKeys, random: (length: number) => Uint8Array): Chain {
  const { blockLength } = cipher;
  return {
    async encrypt(plain) {
      const iv = random(blockLength);
      return concat(iv, await cipher.encrypt(key, iv, plain));
    },
    async decrypt(ciphertext) {
      if (ciphertext.length < 2 * blockLength || ciphertext.length % blockLength !== 0) return null;
      return await cipher.decrypt(key, ciphertext.subarray(0, blockLength), ciphertext.subarray(blockLength));
    },
  };
}

/** TLS 1.0: one long chain of blocks, RFC 2246 §6.2.3.2. */
function implicitIv({ cipher, key, iv }: CbcKeys): Chain {
  const { blockLength } = cipher;
  let sealIv = iv;
  let openIv = iv;
  return {
    async encrypt(plain) {
      const ciphertext = await cipher.encrypt(key, sealIv, plain);
      sealIv = ciphertext.slice(-blockLength);
      return ciphertext;
    },
    async decrypt(ciphertext) {
      if (ciphertext.length < blockLength || ciphertext.length % blockLength !== 0) return null;
      const plain = await cipher.decrypt(key, openIv, ciphertext);
      openIv = ciphertext.slice(-blockLength);
      return plain;
    },
  };
}

/** Each octet of the padding is its length, and so is the octet behind it. */
function pad(content: Uint8Array, blockLength: number): Uint8Array {
  const length = blockLength - 1 - content.length % blockLength;
  return concat(content, new Uint8Array(length + 1).fill(length));
}

function unpad(plain: Uint8Array | null): Uint8Array | null {
  if (plain === null) return null;
  const length = plain.at(-1)!;
  const end = plain.length - length - 1;
  if (end < 0 || plain.subarray(end).some((octet) => octet !== length)) return null;
  return plain.subarray(0, end);
}
