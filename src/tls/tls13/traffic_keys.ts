/** Traffic keys, RFC 9846 §7.3. */
import { aead, hmacKey } from "../../crypto/mod.ts";
import type { Tls13Suite } from "../cipher_suite.ts";
import { aeadTls13, type RecordProtection } from "../record/mod.ts";
import { expandLabel } from "./key_schedule.ts";

export async function trafficKeys(suite: Tls13Suite, trafficSecret: Uint8Array): Promise<RecordProtection> {
  const { keyLength, nonceLength, tagLength, importKey } = aead(suite.aead);
  const secret = await hmacKey(suite.hash, trafficSecret);
  const empty = new Uint8Array();
  const [key, iv] = await Promise.all([
    expandLabel(secret, "key", empty, keyLength),
    expandLabel(secret, "iv", empty, nonceLength),
  ]);
  return aeadTls13(await importKey(key), iv, tagLength);
}
