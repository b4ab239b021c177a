/** The ClientHello on its way: in as many records, and in as many writes, as the offer wants. */
import { limitRecords, sendHandshake, splitFlight } from "../engine/output.ts";
import type { Output } from "../engine/state.ts";
import { MAXIMUM_PLAINTEXT } from "../limits.ts";
import { readClientHello } from "../message/mod.ts";
import type { Offer } from "../offer.ts";

export function* sendClientHello(
  { clientHelloRecordSize, clientHelloSplit }: Offer,
  bytes: Uint8Array,
): Generator<Output, void, void> {
  if (clientHelloSplit !== null) yield splitFlight(clientHelloSplit);
  // RFC 9846 §5.1: a message may be cut anywhere.
  if (clientHelloRecordSize !== null) yield limitRecords({ sent: clientHelloRecordSize });
  yield sendHandshake(bytes, "client_hello", readClientHello);
  if (clientHelloRecordSize !== null) yield limitRecords({ sent: MAXIMUM_PLAINTEXT });
}
