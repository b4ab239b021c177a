/** ECHConfigList, RFC 9849 §4: the keys to which a ClientHello can be encrypted, in DNS and in a server's answer. */
import type { Reader } from "../../bytes/mod.ts";
import { hpkeAeads, hpkeKdfs, hpkeKems } from "../../registry/mod.ts";

export interface EchConfig {
  readonly version: number;
  /** `null` for a version that is not the RFC's. */
  readonly contents: EchConfigContents | null;
}

export interface EchConfigContents {
  readonly configId: number;
  readonly kemId: number;
  readonly publicKey: Uint8Array;
  readonly cipherSuites: readonly HpkeSymmetricCipherSuite[];
  readonly maximumNameLength: number;
  /** As its octets are. */
  readonly publicName: Uint8Array;
  readonly extensions: readonly { readonly type: number; readonly data: Uint8Array }[];
}

export interface HpkeSymmetricCipherSuite {
  readonly kdfId: number;
  readonly aeadId: number;
}

/** RFC 9849 §4: the same number as the extension's. */
export const ECH_VERSION = 0xfe0d;

/** No real list has more than a few. */
const MAXIMUM_CONFIGS = 64;

/** `name`: what the list is called where it stands. */
export function readEchConfigList(reader: Reader, name: string): EchConfig[] {
  return reader.list(name, 2, (reader) => reader.group("ECHConfig", readConfig), {
    minimum: 4,
    limit: MAXIMUM_CONFIGS,
  });
}

function readConfig(reader: Reader): EchConfig {
  const version = reader.uint16("version");
  return {
    version,
    contents: reader.scope("contents", 2, (reader) => {
      if (version === ECH_VERSION) return readContents(reader);
      // RFC 9849 §4: other versions are passed over.
      if (reader.remaining > 0) reader.rest("opaque");
      return null;
    }),
  };
}

function readContents(reader: Reader): EchConfigContents {
  return {
    configId: reader.uint8("config_id"),
    kemId: reader.codePoint("kem_id", 2, hpkeKems.codePoint),
    publicKey: reader.vector("public_key", 2, { minimum: 1 }),
    cipherSuites: reader.list("cipher_suites", 2, readCipherSuite, { minimum: 4 }),
    maximumNameLength: reader.uint8("maximum_name_length"),
    publicName: reader.vector("public_name", 1, { minimum: 1 }),
    extensions: reader.list("extensions", 2, (reader) => ({
      type: reader.uint16("type"),
      data: reader.vector("data", 2),
    })),
  };
}

export function readCipherSuite(reader: Reader): HpkeSymmetricCipherSuite {
  return {
    kdfId: reader.codePoint("kdf_id", 2, hpkeKdfs.codePoint),
    aeadId: reader.codePoint("aead_id", 2, hpkeAeads.codePoint),
  };
}
