/** From the premaster secret to the keys of TLS 1.2: RFC 5246 §8.1 and §6.3, RFC 7627 §4. */
import { concat } from "../../bytes/mod.ts";
import { aead, prf } from "../../crypto/mod.ts";
import type { Tls12Suite } from "../cipher_suite.ts";
import { aeadTls12, type RecordProtection } from "../record/mod.ts";

const MAIN_SECRET_LENGTH = 48;
const VERIFY_DATA_LENGTH = 12;

export interface Randoms {
  readonly client: Uint8Array;
  readonly server: Uint8Array;
}

/** `sessionHash`: up to ClientKeyExchange, for the extended main secret; `null` for the old one. */
export function mainSecret(
  suite: Tls12Suite,
  premasterSecret: Uint8Array,
  randoms: Randoms,
  sessionHash: Uint8Array | null,
): Promise<Uint8Array> {
  // The labels keep the word that the RFCs no longer use: they are octets on the wire of the computation.
  return sessionHash === null
    ? prf(
      suite.hash,
      premasterSecret,
      "master secret",
      concat(randoms.client, randoms.server),
      MAIN_SECRET_LENGTH,
    )
    : prf(suite.hash, premasterSecret, "extended master secret", sessionHash, MAIN_SECRET_LENGTH);
}

/** The key block, cut and put to use: AEAD suites have no MAC keys. */
export async function recordKeys(
  suite: Tls12Suite,
  secret: Uint8Array,
  randoms: Randoms,
): Promise<{ readonly client: RecordProtection; readonly server: RecordProtection }> {
  const { keyLength, nonceLength, tagLength, importKey } = aead(suite.aead);
  const ivLength = suite.nonce === "explicit" ? 4 : nonceLength;
  const seed = concat(randoms.server, randoms.client);
  const block = await prf(suite.hash, secret, "key expansion", seed, 2 * (keyLength + ivLength));
  let offset = 0;
  const take = (length: number) => block.subarray(offset, offset += length);
  const [clientKey, serverKey, clientIv, serverIv] = [
    take(keyLength),
    take(keyLength),
    take(ivLength),
    take(ivLength),
  ];
  return {
    client: aeadTls12(await importKey(clientKey), clientIv, tagLength, suite.nonce),
    server: aeadTls12(await importKey(serverKey), serverIv, tagLength, suite.nonce),
  };
}

/** RFC 5246 §7.4.9. */
export function finishedVerifyData(
  suite: Tls12Suite,
  secret: Uint8Array,
  side: "client" | "server",
  transcriptHash: Uint8Array,
): Promise<Uint8Array> {
  return prf(suite.hash, secret, `${side} finished`, transcriptHash, VERIFY_DATA_LENGTH);
}
