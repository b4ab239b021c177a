/** The client's flight: [Certificate], ClientKeyExchange, ChangeCipherSpec, Finished, RFC 5246 §7.3. */
import { sendHandshake, settle } from "../engine/output.ts";
import type { Transition } from "../engine/state.ts";
import {
  type CertificateRequest,
  encodeEmptyCertificate12,
  readCertificate12,
  readClientKeyExchange,
} from "../message/mod.ts";
import { agree } from "./key_exchange/mod.ts";
import { clientFinished } from "./client_finished.ts";
import { mainSecret } from "./main_secret.ts";
import { sessionKeys } from "./session_keys.ts";
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
  const keys = yield* sessionKeys(negotiated, secret, extendedMainSecret ? sessionHash : null, [
    "main_secret",
    "client_write_key",
    "server_write_key",
  ]);
  const clientVerifyData = yield* clientFinished(
    negotiated,
    secret,
    keys.client,
    certificateRequest !== null,
  );
  return waitChangeCipherSpec({
    ...negotiated,
    mainSecret: secret,
    serverKeys: keys.server,
    ticket: null,
    handshake: { kind: "full", keyed: negotiated, clientVerifyData },
  });
}
