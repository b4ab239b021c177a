/** ServerHello of TLS 1.3, RFC 9846 §4.2.3: agree on the shared secret and turn on the handshake keys. */
import { group, KeyShareError } from "../../crypto/mod.ts";
import { AlertDescription, ProtocolVersion, supportedGroups } from "../../registry/mod.ts";
import { tls13Suites } from "../cipher_suite.ts";
import type { HelloRetryEvidence } from "../engine/evidence.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { keyLog, readWith, settle, writeWith } from "../engine/output.ts";
import type { Transition } from "../engine/state.ts";
import { find, keyShare, type KeyShareEntry } from "../extension/mod.ts";
import type { Client } from "../hello/client.ts";
import type { ServerHello } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { KeySchedule } from "./key_schedule.ts";
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

  const entry = serverShare(serverHello);
  const share = ownShare(client, retry, entry.group);
  // What EncryptedExtensions has to add is not known yet, and may never be.
  yield settle({
    step: "server_hello",
    serverHello,
    protocolVersion: ProtocolVersion.TLS_1_3,
    cipherSuite: serverHello.cipherSuite,
    encryptedExtensions: null,
    applicationProtocol: null,
    helloRetryRequest: retry,
  });
  const sharedSecret = await deriveSharedSecret(share, entry);
  yield settle({
    step: "premaster_secret",
    keyExchange: group(entry.group)!.kind,
    namedGroup: entry.group,
    finiteField: null,
    clientPublicLength: share.publicKey.length,
    serverPublicLength: entry.keyExchange.length,
    sharedSecretLength: sharedSecret.length,
  });

  const schedule = await (await KeySchedule.early(suite.hash)).next(sharedSecret);
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
  yield writeWith("handshake", clientKeys);
  return waitEncryptedExtensions({
    client,
    retry,
    serverHello,
    suite,
    namedGroup: entry.group,
    schedule,
    handshakeSecrets: { client: clientSecret, server: serverSecret },
  });
}

function serverShare({ extensions }: ServerHello): KeyShareEntry {
  const entry = find(extensions, keyShare, "ServerHello");
  if (entry) return entry;
  // RFC 9846 §9.2: without a PSK there is no handshake without a key share.
  throw new ProtocolError("illegal_parameter", "The ServerHello of TLS 1.3 has no key_share", {
    alert: AlertDescription.missing_extension,
  });
}

function ownShare({ keyShares }: Client, retry: HelloRetryEvidence | null, wanted: number) {
  const share = keyShares.find(({ group }) => group === wanted);
  if (share) return share;
  const { name, hex } = supportedGroups.codePoint(wanted);
  const asked = retry?.selectedGroup != null
    ? "its own HelloRetryRequest asked for another"
    : "no share was sent for it";
  // RFC 9846 §4.3.8.
  throw new ProtocolError(
    "illegal_parameter",
    `The server's key share is of the group ${name ?? hex}: ${asked}`,
  );
}

async function deriveSharedSecret(
  share: Client["keyShares"][number],
  { keyExchange }: KeyShareEntry,
): Promise<Uint8Array> {
  try {
    return await share.deriveSharedSecret(keyExchange);
  } catch (error) {
    if (!(error instanceof KeyShareError)) throw error;
    const { name } = supportedGroups.codePoint(share.group);
    // RFC 9846 §7.4.2: an all-zero result or a point off the curve ends the handshake.
    throw new ProtocolError(
      "bad_key_share",
      `The server's ${name} key share is not usable: ${error.message}`,
      {
        step: "premaster_secret",
        cause: error,
      },
    );
  }
}
