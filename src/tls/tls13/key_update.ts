/** KeyUpdate, RFC 9846 §4.7.3: each side's next records use its next secret. */
import type { Tls13Suite } from "../cipher_suite.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { readWith, sendHandshake, writeWith } from "../engine/output.ts";
import type { Output } from "../engine/state.ts";
import { encodeKeyUpdate, readKeyUpdate, UPDATE_NOT_REQUESTED, UPDATE_REQUESTED } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { nextTrafficSecret, type TrafficSecrets } from "./key_schedule.ts";
import { trafficKeys } from "./traffic_keys.ts";

/** The peer changes its keys; asked to, we change ours too. */
export async function* afterKeyUpdate(
  suite: Tls13Suite,
  secrets: TrafficSecrets,
  message: IncomingMessage,
): AsyncGenerator<Output, TrafficSecrets, void> {
  const requestUpdate = message.decode(readKeyUpdate);
  if (requestUpdate > UPDATE_REQUESTED) {
    throw new ProtocolError("illegal_parameter", `"request_update" is ${requestUpdate}, neither 0 nor 1`);
  }
  const server = await nextTrafficSecret(suite.hash, secrets.server);
  yield readWith("application", await trafficKeys(suite, server));
  if (requestUpdate === UPDATE_NOT_REQUESTED) return { ...secrets, server };
  return yield* updateKeys(suite, { ...secrets, server }, UPDATE_NOT_REQUESTED);
}

/** We change ours, and may ask the peer to do the same. */
export async function* updateKeys(
  suite: Tls13Suite,
  secrets: TrafficSecrets,
  requestUpdate: number,
): AsyncGenerator<Output, TrafficSecrets, void> {
  yield sendHandshake(encodeKeyUpdate(requestUpdate), "secure_channel", readKeyUpdate);
  const client = await nextTrafficSecret(suite.hash, secrets.client);
  yield writeWith("application", await trafficKeys(suite, client));
  return { ...secrets, client };
}
