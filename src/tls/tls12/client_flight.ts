/** The client's flight: [Certificate], ClientKeyExchange, ChangeCipherSpec, Finished, RFC 5246 §7.3. */
import { aead } from "../../crypto/mod.ts";
import { keyLog, sendChangeCipherSpec, sendHandshake, settle, writeWith } from "../engine/output.ts";
import type { Transition } from "../engine/state.ts";
import { type CertificateRequest, encodeEmptyCertificate12, encodeFinished } from "../message/mod.ts";
import { keyExchange } from "./key_exchange.ts";
import { finishedVerifyData, mainSecret, recordKeys } from "./main_secret.ts";
import { waitChangeCipherSpec } from "./wait_change_cipher_spec.ts";
import type { Keyed } from "./wait_server_hello_done.ts";

export async function* clientFlight(
  negotiated: Keyed,
  certificateRequest: CertificateRequest | null,
): Transition {
  const { client, serverHello, suite, extendedMainSecret } = negotiated;
  const { transcript } = client;
  const randoms = { client: client.clientHello.random, server: serverHello.random };

  const { clientKeyExchange, premasterSecret, evidence } = await keyExchange(negotiated);
  yield settle(evidence);
  if (certificateRequest !== null) {
    // RFC 5246 §7.4.6: a client without a suitable certificate says so.
    const certificate = encodeEmptyCertificate12();
    transcript.add(certificate);
    yield sendHandshake(certificate, "client_finished");
  }
  transcript.add(clientKeyExchange);
  yield sendHandshake(clientKeyExchange, "premaster_secret");

  const sessionHash = await transcript.hash(suite.hash);
  const secret = await mainSecret(suite, premasterSecret, randoms, extendedMainSecret ? sessionHash : null);
  yield keyLog("CLIENT_RANDOM", secret);
  const keys = await recordKeys(suite, secret, randoms);
  yield settle({
    step: "session_keys",
    keySchedule: "PRF",
    hash: suite.hash,
    aead: suite.aead,
    keyLength: aead(suite.aead).keyLength,
    extendedMainSecret,
    secrets: ["main_secret", "client_write_key", "server_write_key", "client_write_IV", "server_write_IV"],
    transcriptHash: extendedMainSecret ? sessionHash : null,
  });

  yield sendChangeCipherSpec("client_finished");
  yield writeWith("application", keys.client);
  const verifyData = await finishedVerifyData(suite, secret, "client", sessionHash);
  const finished = encodeFinished(verifyData);
  transcript.add(finished);
  yield sendHandshake(finished, "client_finished");
  yield settle({
    step: "client_finished",
    transcriptHash: sessionHash,
    verifyDataLength: verifyData.length,
    emptyCertificateSent: certificateRequest !== null,
  });
  return waitChangeCipherSpec({ ...negotiated, mainSecret: secret, serverKeys: keys.server });
}
