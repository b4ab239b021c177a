/** HelloRetryRequest, RFC 9846 §4.2.4: the server wants another group or its cookie back; say hello again. */
import { ExtensionType, ProtocolVersion, supportedGroups } from "../../registry/mod.ts";
import { sendChangeCipherSpec, writeWith } from "../engine/output.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import type { Transition } from "../engine/state.ts";
import { tls13Suites } from "../cipher_suite.ts";
import { cookie as cookieExtension, find, keyShare } from "../extension/mod.ts";
import { buildClientHello } from "../hello/build_client_hello.ts";
import type { Client } from "../hello/client.ts";
import { generateKeyShare } from "../hello/generate_key_share.ts";
import { sendClientHello } from "../hello/send_client_hello.ts";
import type { ServerHello } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { plaintext } from "../record/mod.ts";
import { bind, pskIdentity } from "./offered_psk.ts";
import { waitServerHelloAgain } from "./wait_server_hello_again.ts";

export async function* afterHelloRetryRequest(
  client: Client,
  helloRetryRequest: ServerHello,
  message: IncomingMessage,
): Transition {
  const { offer, context, grease, clientHello, transcript } = client;
  const suite = tls13Suites.get(helloRetryRequest.cipherSuite)!;
  const selectedGroup = find(helloRetryRequest.extensions, keyShare, "HelloRetryRequest");
  const cookie = find(helloRetryRequest.extensions, cookieExtension, "HelloRetryRequest");
  checkSelectedGroup(client, selectedGroup, cookie);

  await transcript.foldClientHello(suite.hash);
  transcript.add(message.bytes);
  const keyShares = selectedGroup === null
    ? client.keyShares
    : [await generateKeyShare(selectedGroup, context)];
  // RFC 9846 §4.2.4: a PSK that goes with another hash is not offered again.
  const psk = client.psk?.hash === suite.hash ? client.psk : null;
  const second = buildClientHello({
    offer,
    grease,
    random: clientHello.random,
    legacySessionId: clientHello.legacySessionId,
    keyShares,
    isSecond: true,
    cookie,
    psk: psk && pskIdentity(psk, context.monotonic()),
    renegotiatedConnection: new Uint8Array(),
    // RFC 9849 §6.2: the second time the very same.
    encryptedClientHello: clientHello.extensions.find(({ type }) =>
      type === ExtensionType.encrypted_client_hello
    )?.data ?? null,
  });
  if (psk !== null) await bind(psk, transcript, second.bytes);
  transcript.add(second.bytes);
  // RFC 9846 §4.3.10: early data is rejected by this, and what follows is in the clear again.
  if (offer.earlyData !== null) yield writeWith("none", plaintext(ProtocolVersion.TLS_1_2));
  // RFC 9846 appendix E.4: the dummy stands before the client's second flight, which this is.
  else if (offer.compatibilityMode) yield sendChangeCipherSpec("client_hello");
  yield* sendClientHello(offer, second.bytes);
  return waitServerHelloAgain(
    { ...client, clientHello: second.clientHello, keyShares, psk, sentMs: context.monotonic() },
    {
      helloRetryRequest,
      selectedGroup,
      cookieLength: cookie?.length ?? null,
      secondClientHello: second.clientHello,
      roundTripMs: message.atMs - client.sentMs,
    },
  );
}

/** RFC 9846 §4.3.8: a group that was offered and for which no share was sent; §4.2.4: or at least a cookie. */
function checkSelectedGroup(client: Client, selectedGroup: number | null, cookie: Uint8Array | null): void {
  if (selectedGroup === null) {
    if (cookie !== null) return;
    throw new ProtocolError(
      "illegal_parameter",
      "The HelloRetryRequest asks for nothing that would change the ClientHello",
    );
  }
  const { name, hex } = supportedGroups.codePoint(selectedGroup);
  if (!client.offer.groups.includes(selectedGroup)) {
    throw new ProtocolError(
      "illegal_parameter",
      `The HelloRetryRequest asks for ${name ?? hex}, which was not offered`,
    );
  }
  if (client.keyShares.some(({ group }) => group === selectedGroup)) {
    throw new ProtocolError(
      "illegal_parameter",
      `The HelloRetryRequest asks for ${name ?? hex}, for which it has a key share already`,
    );
  }
}
