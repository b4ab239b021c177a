/** Traffic keys, RFC 9846 §7.3. */
import { aead } from "../../crypto/mod.ts";
import type { Tls13Suite } from "../cipher_suite.ts";
import { aeadTls13, type RecordProtection } from "../record/mod.ts";
import { expandLabel } from "./key_schedule.ts";

export async function trafficKeys(suite: Tls13Suite, trafficSecret: Uint8Array): Promise<RecordProtection> {
  const { keyLength, nonceLength, tagLength, importKey } = aead(suite.aead);
  const empty = new Uint8Array();
  const [key, iv] = await Promise.all([
    expandLabel(suite.hash, trafficSecret, "key", empty, keyLength),
    expandLabel(suite.hash, trafficSecret, "iv", empty, nonceLength),
  ]);
  return aeadTls13(await importKey(key), iv, tagLength);
}
