/** START: send the ClientHello, RFC 9846 §4.2.2. */
import type { HandshakeContext } from "../engine/context.ts";
import { settle, writeWith } from "../engine/output.ts";
import type { Transition } from "../engine/state.ts";
import { Transcript } from "../engine/transcript.ts";
import type { Offer } from "../offer.ts";
import { ProtocolVersion } from "../../registry/mod.ts";
import { plaintext } from "../record/mod.ts";
import { sendEarlyData } from "../tls13/early_data.ts";
import { bind, offeredPsk, pskIdentity } from "../tls13/offered_psk.ts";
import { buildClientHello } from "./build_client_hello.ts";
import { checkResumption } from "./check_resumption.ts";
import { generateKeyShare } from "./generate_key_share.ts";
import { greaseEncryptedClientHello } from "./grease_encrypted_client_hello.ts";
import { pickGrease } from "./grease.ts";
import { sendClientHello } from "./send_client_hello.ts";
import { waitServerHello } from "./wait_server_hello.ts";

export async function* start(offer: Offer, context: HandshakeContext): Transition {
  checkResumption(offer);
  const psk = offer.resume?.kind === "psk" ? await offeredPsk(offer.resume) : null;
  const keyShares = await Promise.all(offer.keyShares.map((group) => generateKeyShare(group, context)));
  const grease = offer.grease ? pickGrease(context.random) : null;
  const { bytes, clientHello } = buildClientHello({
    offer,
    grease,
    random: context.random(32),
    legacySessionId: offer.legacySessionId ?? sessionIdFor(offer, context),
    keyShares,
    isSecond: false,
    cookie: null,
    psk: psk && pskIdentity(psk, context.monotonic()),
    renegotiatedConnection: new Uint8Array(),
    encryptedClientHello: offer.greaseEncryptedClientHello
      ? greaseEncryptedClientHello(context.random)
      : null,
  });
  const transcript = new Transcript();
  if (psk !== null) await bind(psk, transcript, bytes);
  if (offer.legacyRecordVersion !== null) yield writeWith("none", plaintext(offer.legacyRecordVersion));
  yield* sendClientHello(offer, bytes);
  // RFC 9846 §5.1: 0x0301 was for the first ClientHello alone.
  yield writeWith("none", plaintext(ProtocolVersion.TLS_1_2));
  yield settle({ step: "client_hello", clientHello });
  transcript.add(bytes);
  if (offer.earlyData !== null) yield* sendEarlyData(offer.earlyData, offer, psk!, transcript);
  return waitServerHello({
    offer,
    context,
    grease,
    clientHello,
    keyShares,
    psk,
    transcript,
    sentMs: context.monotonic(),
  });
}

/** RFC 9846 §4.2.2: that of the session to resume, or a random one where one is to be there. */
function sessionIdFor({ resume, compatibilityMode }: Offer, { random }: HandshakeContext): Uint8Array {
  if (resume?.kind === "main_secret" && resume.ticket === null) return resume.sessionId;
  // RFC 5077 §3.4: a server that accepts a ticket echoes the id that came with it.
  return compatibilityMode || resume?.kind === "main_secret" ? random(32) : new Uint8Array();
}
