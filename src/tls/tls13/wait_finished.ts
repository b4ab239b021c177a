/** WAIT_FINISHED, RFC 9846 §4.5.3: check the server's Finished, send ours, switch to application keys. */
import { equalBytes } from "../../bytes/mod.ts";
import { aead, hash } from "../../crypto/mod.ts";
import { HandshakeType } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import {
  expectChangeCipherSpec,
  keyLog,
  readWith,
  sendChangeCipherSpec,
  sendHandshake,
  settle,
  writeWith,
} from "../engine/output.ts";
import type { Output, State, Transition } from "../engine/state.ts";
import {
  type CertificateRequest,
  encodeEmptyCertificate,
  encodeEndOfEarlyData,
  encodeFinished,
  readCertificate,
  readEmptyBody,
  readFinished,
} from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { connected } from "./connected.ts";
import { finishedVerifyData, type KeySchedule, type TrafficSecrets } from "./key_schedule.ts";
import { trafficKeys } from "./traffic_keys.ts";
import type { Extended } from "./wait_certificate_or_request.ts";

/** By a certificate, or by a PSK. */
export interface Authenticated extends Extended {
  readonly certificateRequest: CertificateRequest | null;
  readonly ocspResponse: Uint8Array | null;
  /** Of the CertificateVerify; `null`: it was a PSK. */
  readonly signatureScheme: number | null;
}

export const waitFinished = (negotiated: Authenticated): State => ({
  name: "WAIT_FINISHED",
  step: "server_finished",
  async *receive(message: IncomingMessage): Transition {
    const { client: { transcript, context }, suite, schedule } = negotiated;
    const verifyData = message.expect(HandshakeType.finished).decode(readFinished(hash(suite.hash).length));
    await checkServerFinished(negotiated, verifyData);
    yield settle({
      step: "server_finished",
      transcriptHash: await transcript.hash(suite.hash),
      verifyDataLength: verifyData.length,
    });
    const transcriptHash = await transcript.add(message.bytes).hash(suite.hash);
    const main = await schedule.next();
    const secrets = yield* applicationSecrets(negotiated, main, transcriptHash);
    // RFC 9846 §5: the dummy may come until the peer's Finished, and no later.
    yield expectChangeCipherSpec;
    yield readWith("application", await trafficKeys(suite, secrets.server));
    yield* clientFlight(negotiated);
    yield writeWith("application", await trafficKeys(suite, secrets.client));
    // RFC 9846 §7.1: of everything up to our own Finished; a secret that nobody asked for is not kept.
    const resumptionSecret = context.onResumable
      ? await main.derive("res master", await transcript.hash(suite.hash))
      : null;
    return connected(negotiated, secrets, resumptionSecret);
  },
});

async function checkServerFinished(
  { client, suite, handshakeSecrets }: Authenticated,
  verifyData: Uint8Array,
) {
  const transcriptHash = await client.transcript.hash(suite.hash);
  const expected = await finishedVerifyData(suite.hash, handshakeSecrets.server, transcriptHash);
  if (!equalBytes(expected, verifyData)) {
    throw new ProtocolError(
      "bad_finished",
      "The server's Finished does not fit the messages that were exchanged: one of them was changed on the way",
    );
  }
}

/** RFC 9846 §7.1: the Main Secret and what is derived from ClientHello … server Finished. */
async function* applicationSecrets(
  { client: { context }, suite }: Authenticated,
  main: KeySchedule,
  transcriptHash: Uint8Array,
): AsyncGenerator<Output, TrafficSecrets, void> {
  const [client, server] = await Promise.all([
    main.derive("c ap traffic", transcriptHash),
    main.derive("s ap traffic", transcriptHash),
  ]);
  yield keyLog("CLIENT_TRAFFIC_SECRET_0", client);
  yield keyLog("SERVER_TRAFFIC_SECRET_0", server);
  if (context.onSecret) yield keyLog("EXPORTER_SECRET", await main.derive("exp master", transcriptHash));
  yield settle({
    step: "session_keys",
    keySchedule: "HKDF",
    hash: suite.hash,
    cipher: suite.aead,
    keyLength: aead(suite.aead).keyLength,
    extendedMainSecret: null,
    secrets: [
      "client_handshake_traffic_secret",
      "server_handshake_traffic_secret",
      "client_application_traffic_secret_0",
      "server_application_traffic_secret_0",
    ],
    transcriptHash,
  });
  return { client, server };
}

/** EndOfEarlyData, when there was any; Certificate, empty, when one was asked for; and Finished. */
async function* clientFlight(negotiated: Authenticated): AsyncGenerator<Output, void, void> {
  const { client: { transcript, offer }, suite, certificateRequest, handshakeSecrets, retry } = negotiated;
  if (negotiated.earlyData === "accepted") {
    const endOfEarlyData = encodeEndOfEarlyData();
    transcript.add(endOfEarlyData);
    yield sendHandshake(endOfEarlyData, "client_finished", readEmptyBody);
    yield writeWith("handshake", await trafficKeys(suite, handshakeSecrets.client));
  }
  // RFC 9846 appendix E.4: once, before the second flight; after a HelloRetryRequest that was the second ClientHello.
  if (offer.compatibilityMode && retry === null && offer.earlyData === null) {
    yield sendChangeCipherSpec("client_finished");
  }
  if (certificateRequest !== null) {
    // RFC 9846 §4.5.1: a client without a suitable certificate says so; no CertificateVerify follows.
    const certificate = encodeEmptyCertificate(certificateRequest.certificateRequestContext);
    transcript.add(certificate);
    yield sendHandshake(certificate, "client_finished", readCertificate);
  }
  const transcriptHash = await transcript.hash(suite.hash);
  const verifyData = await finishedVerifyData(suite.hash, handshakeSecrets.client, transcriptHash);
  const finished = encodeFinished(verifyData);
  transcript.add(finished);
  yield sendHandshake(finished, "client_finished");
  yield settle({
    step: "client_finished",
    transcriptHash,
    verifyDataLength: verifyData.length,
    emptyCertificateSent: certificateRequest !== null,
  });
}
