/** The client's flight: [Certificate], ClientKeyExchange, ChangeCipherSpec, Finished, RFC 5246 §7.3. */
import { keyLog, sendChangeCipherSpec, sendHandshake, settle, writeWith } from "../engine/output.ts";
import type { Transition } from "../engine/state.ts";
import {
  type CertificateRequest,
  encodeEmptyCertificate12,
  encodeFinished,
  readCertificate12,
  readClientKeyExchange,
} from "../message/mod.ts";
import { agree } from "./key_exchange/mod.ts";
import { connectionKeys, finishedVerifyData, mainSecret } from "./main_secret.ts";
import { waitChangeCipherSpec } from "./wait_change_cipher_spec.ts";
import type { Keyed } from "./wait_server_hello_done.ts";

export async function* clientFlight(
  negotiated: Keyed,
  certificateRequest: CertificateRequest | null,
): Transition {
  const { client: { transcript }, hash, extendedMainSecret } = negotiated;
  const { clientKeyExchange, premasterSecret, evidence } = await agree(negotiated);
  yield settle(evidence);
  if (certificateRequest !== null) {
    // RFC 5246 §7.4.6: a client without a suitable certificate says so.
    const certificate = encodeEmptyCertificate12();
    transcript.add(certificate);
    yield sendHandshake(certificate, "client_finished", readCertificate12);
  }
  transcript.add(clientKeyExchange);
  yield sendHandshake(
    clientKeyExchange,
    "premaster_secret",
    readClientKeyExchange(negotiated.keyExchange.keyExchange),
  );

  const sessionHash = await transcript.hash(hash);
  const secret = await mainSecret(negotiated, premasterSecret, sessionHash);
  yield keyLog("CLIENT_RANDOM", secret);
  const keys = await connectionKeys(negotiated, secret);
  yield settle({
    step: "session_keys",
    keySchedule: "PRF",
    hash,
    cipher: keys.cipher,
    keyLength: keys.keyLength,
    extendedMainSecret,
    secrets: ["main_secret", "client_write_key", "server_write_key"],
    transcriptHash: extendedMainSecret ? sessionHash : null,
  });

  yield sendChangeCipherSpec("client_finished");
  yield writeWith("application", keys.client);
  const verifyData = await finishedVerifyData(negotiated, secret, "client", sessionHash);
  const finished = encodeFinished(verifyData);
  transcript.add(finished);
  yield sendHandshake(finished, "client_finished");
  yield settle({
    step: "client_finished",
    transcriptHash: sessionHash,
    verifyDataLength: verifyData.length,
    emptyCertificateSent: certificateRequest !== null,
  });
  return waitChangeCipherSpec({
    ...negotiated,
    mainSecret: secret,
    clientVerifyData: verifyData,
    serverKeys: keys.server,
  });
}
