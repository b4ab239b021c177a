/** From the premaster secret to the keys: RFC 5246 §8.1 and §6.3, RFC 7627 §4. */
import { concat } from "../../bytes/mod.ts";
import { aead, blockCipher, hash as hashOf, prf } from "../../crypto/mod.ts";
import { CompressionMethod, compressionMethods, ProtocolVersion } from "../../registry/mod.ts";
import type { SuiteCipher } from "../cipher_suite.ts";
import { suiteName } from "../hello/server_hello_rules.ts";
import type { ServerHello } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { aeadTls12, cbc, type RecordProtection } from "../record/mod.ts";
import type { Negotiated } from "./negotiated.ts";

const MAIN_SECRET_LENGTH = 48;
const VERIFY_DATA_LENGTH = 12;

/** `sessionHash`: of everything up to ClientKeyExchange. */
export function mainSecret(
  { client, serverHello, hash, extendedMainSecret }: Negotiated,
  premasterSecret: Uint8Array,
  sessionHash: Uint8Array,
): Promise<Uint8Array> {
  const randoms = concat(client.clientHello.random, serverHello.random);
  // The labels keep the word that the RFCs no longer use: they are octets of the computation.
  return extendedMainSecret
    ? prf(hash, premasterSecret, "extended master secret", sessionHash, MAIN_SECRET_LENGTH)
    : prf(hash, premasterSecret, "master secret", randoms, MAIN_SECRET_LENGTH);
}

/** RFC 5246 §7.4.9. */
export function finishedVerifyData(
  { hash }: Negotiated,
  secret: Uint8Array,
  side: "client" | "server",
  transcriptHash: Uint8Array,
): Promise<Uint8Array> {
  return prf(hash, secret, `${side} finished`, transcriptHash, VERIFY_DATA_LENGTH);
}

export interface ConnectionKeys {
  readonly client: RecordProtection;
  readonly server: RecordProtection;
  /** As in `AES-128-CBC with HMAC-SHA-1`. */
  readonly cipher: string;
  /** Octets. */
  readonly keyLength: number;
}

/** The key block, cut and put to use. Throws `ProtocolError` for a cipher that there is no code for. */
export async function connectionKeys(negotiated: Negotiated, secret: Uint8Array): Promise<ConnectionKeys> {
  const { suite, client, serverHello, hash } = negotiated;
  refuseCompression(serverHello);
  const { macLength, keyLength, ivLength, name } = lengths(negotiated, suite.cipher);
  const seed = concat(serverHello.random, client.clientHello.random);
  const block = await prf(hash, secret, "key expansion", seed, 2 * (macLength + keyLength + ivLength));
  let offset = 0;
  const take = (length: number) => block.subarray(offset, offset += length);
  const macKeys = [take(macLength), take(macLength)] as const;
  const keys = [take(keyLength), take(keyLength)] as const;
  const ivs = [take(ivLength), take(ivLength)] as const;
  const [clientKeys, serverKeys] = await Promise.all([
    protection(negotiated, suite.cipher, { macKey: macKeys[0], key: keys[0], iv: ivs[0] }),
    protection(negotiated, suite.cipher, { macKey: macKeys[1], key: keys[1], iv: ivs[1] }),
  ]);
  return { client: clientKeys, server: serverKeys, cipher: name, keyLength };
}

/** RFC 3749: what follows would be compressed, a secret's length and all. */
function refuseCompression({ legacyCompressionMethod }: ServerHello): void {
  if (legacyCompressionMethod === CompressionMethod.NULL) return;
  const { name } = compressionMethods.codePoint(legacyCompressionMethod);
  throw new ProtocolError(
    "unsupported_suite",
    `The server chose the compression ${name ?? legacyCompressionMethod}, which this engine does not undo`,
    { step: "session_keys", fault: "us" },
  );
}

/** Of each part of the key block, in octets. */
function lengths({ suite, version, encryptThenMac }: Negotiated, cipher: SuiteCipher) {
  switch (cipher.kind) {
    case "aead": {
      const { keyLength, nonceLength, name } = aead(cipher.aead);
      return { macLength: 0, keyLength, ivLength: cipher.nonce === "explicit" ? 4 : nonceLength, name };
    }
    case "block": {
      const { keyLength, blockLength, name } = blockCipher(cipher.cipher);
      return {
        macLength: hashOf(cipher.mac).length,
        keyLength,
        // RFC 4346 §6.3: since TLS 1.1 every record brings its own.
        ivLength: version < ProtocolVersion.TLS_1_1 ? blockLength : 0,
        name: `${name} with HMAC-${cipher.mac}${encryptThenMac ? ", encrypt-then-MAC" : ""}`,
      };
    }
    case "unsupported":
      throw new ProtocolError(
        "unsupported_suite",
        `The server chose ${suiteName(suite.value)}, whose cipher this engine does not have`,
        { step: "session_keys", fault: "us" },
      );
  }
}

async function protection(
  { version, encryptThenMac, client }: Negotiated,
  cipher: SuiteCipher,
  { macKey, key, iv }: { readonly macKey: Uint8Array; readonly key: Uint8Array; readonly iv: Uint8Array },
): Promise<RecordProtection> {
  if (cipher.kind === "aead") {
    const { importKey, tagLength } = aead(cipher.aead);
    return aeadTls12(await importKey(key), iv, tagLength, cipher.nonce);
  }
  if (cipher.kind === "unsupported") throw new TypeError("A cipher without code has no keys");
  const keys = { cipher: blockCipher(cipher.cipher), key, mac: cipher.mac, macKey, iv };
  return cbc(keys, version, encryptThenMac, client.context.random);
}
