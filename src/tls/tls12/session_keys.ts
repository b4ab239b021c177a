/** From the main secret, new or of an earlier connection, to this connection's keys, RFC 5246 §6.3. */
import { keyLog, settle } from "../engine/output.ts";
import type { Output } from "../engine/state.ts";
import { type ConnectionKeys, connectionKeys } from "./main_secret.ts";
import type { Negotiated } from "./negotiated.ts";

/** `sessionHash`: what a new extended main secret was derived from; `null` for any other. */
export async function* sessionKeys(
  negotiated: Negotiated,
  mainSecret: Uint8Array,
  sessionHash: Uint8Array | null,
  secrets: readonly string[],
): AsyncGenerator<Output, ConnectionKeys, void> {
  yield keyLog("CLIENT_RANDOM", mainSecret);
  const keys = await connectionKeys(negotiated, mainSecret);
  yield settle({
    step: "session_keys",
    keySchedule: "PRF",
    hash: negotiated.hash,
    cipher: keys.cipher,
    keyLength: keys.keyLength,
    extendedMainSecret: negotiated.extendedMainSecret,
    secrets,
    transcriptHash: sessionHash,
  });
  return keys;
}
