/** encrypted_client_hello, RFC 9849 §5. We send one that means nothing, §6.2, and read what servers make of it. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType } from "../../registry/mod.ts";
import { type HpkeSymmetricCipherSuite, readCipherSuite, readEchConfigList } from "./ech_config.ts";
import type { ExtensionCodec } from "./extension.ts";

/** The form that travels in the clear; `null`: the inner one, which is empty. */
export interface OuterClientHello {
  readonly cipherSuite: HpkeSymmetricCipherSuite;
  readonly configId: number;
  readonly enc: Uint8Array;
  readonly payload: Uint8Array;
}

export const OUTER = 0;
const INNER = 1;

export const encryptedClientHello = {
  type: ExtensionType.encrypted_client_hello,
  offer: (_offer, { encryptedClientHello }) =>
    encryptedClientHello === null ? null : (writer) => writer.opaque(encryptedClientHello),
  read: {
    ClientHello(reader: Reader): OuterClientHello | null {
      const type = reader.uint8("type");
      if (type === INNER) return null;
      if (type !== OUTER) throw reader.error(`"type" is ${type}, neither ${OUTER} nor ${INNER}`, "type");
      return {
        cipherSuite: reader.group("cipher_suite", readCipherSuite),
        configId: reader.uint8("config_id"),
        enc: reader.vector("enc", 2),
        payload: reader.vector("payload", 2, { minimum: 1 }),
      };
    },
    HelloRetryRequest: (reader: Reader): Uint8Array => reader.opaque("confirmation", 8),
    EncryptedExtensions: (reader: Reader) => readEchConfigList(reader, "retry_configs"),
  },
} as const satisfies ExtensionCodec;
