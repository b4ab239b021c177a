/** ServerHello of TLS 1.3, RFC 9846 §4.2.3: agree on the shared secret and turn on the handshake keys. */
import { type Tls13Suite, tls13Suites } from "../cipher_suite.ts";
import type { HelloRetryEvidence } from "../engine/evidence.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { keyLog, readWith, settle, writeWith } from "../engine/output.ts";
import type { Transition } from "../engine/state.ts";
import { find, preSharedKey } from "../extension/mod.ts";
import type { Client } from "../hello/client.ts";
import { suiteName } from "../hello/server_hello_rules.ts";
import type { ServerHello } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { isUndecided } from "./early_data.ts";
import { agree, agreedShares } from "./key_agreement.ts";
import { KeySchedule } from "./key_schedule.ts";
import type { OfferedPsk } from "./offered_psk.ts";
import { serverHelloEvidence } from "./server_hello_evidence.ts";
import { trafficKeys } from "./traffic_keys.ts";
import { waitEncryptedExtensions } from "./wait_encrypted_extensions.ts";

export async function* afterServerHello(
  client: Client,
  retry: HelloRetryEvidence | null,
  serverHello: ServerHello,
  message: IncomingMessage,
): Transition {
  const suite = tls13Suites.get(serverHello.cipherSuite)!;
  const transcriptHash = await client.transcript.add(message.bytes).hash(suite.hash);

  const psk = selectedPsk(client, serverHello, suite);
  const shares = agreedShares(client, retry, serverHello, psk !== null);
  yield settle(serverHelloEvidence({ serverHello, retry, psk }));
  const sharedSecret = shares && (yield* agree(shares));

  const early = psk?.schedule ?? await KeySchedule.early(suite.hash);
  const schedule = await early.next(sharedSecret);
  const [clientSecret, serverSecret] = await Promise.all([
    schedule.derive("c hs traffic", transcriptHash),
    schedule.derive("s hs traffic", transcriptHash),
  ]);
  yield keyLog("CLIENT_HANDSHAKE_TRAFFIC_SECRET", clientSecret);
  yield keyLog("SERVER_HANDSHAKE_TRAFFIC_SECRET", serverSecret);
  const [clientKeys, serverKeys] = await Promise.all([
    trafficKeys(suite, clientSecret),
    trafficKeys(suite, serverSecret),
  ]);
  yield readWith("handshake", serverKeys);
  // RFC 9846 §4.6: early data that may yet be accepted ends under its own keys.
  if (!isUndecided({ client, retry, psk })) yield writeWith("handshake", clientKeys);
  return waitEncryptedExtensions({
    client,
    retry,
    serverHello,
    suite,
    psk,
    namedGroup: shares && shares.server.group,
    schedule,
    handshakeSecrets: { client: clientSecret, server: serverSecret },
  });
}

/** The PSK that the server took up, RFC 9846 §4.3.11; `null`: none, and the handshake is a full one. */
function selectedPsk({ psk }: Client, { extensions }: ServerHello, suite: Tls13Suite): OfferedPsk | null {
  const selected = find(extensions, preSharedKey, "ServerHello");
  // What was not offered is refused before this.
  if (selected === null || psk === null) return null;
  if (selected > 0) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server took up the PSK number ${selected}; one was offered, number 0`,
    );
  }
  if (psk.hash !== suite.hash) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server took up a PSK that goes with ${psk.hash}, and chose ${suiteName(suite.value)}`,
    );
  }
  return psk;
}
