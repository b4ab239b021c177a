/** The server's Finished, RFC 5246 §7.4.9: the first message under the new keys. */
import { equalBytes } from "../../bytes/mod.ts";
import { HandshakeType } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { settle } from "../engine/output.ts";
import type { Output, State, Transition } from "../engine/state.ts";
import { publicKeyName } from "../hello/leaf_public_key.ts";
import { readFinished } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { clientFinished } from "./client_finished.ts";
import { connected } from "./connected.ts";
import { finishedVerifyData } from "./main_secret.ts";
import { resumable } from "./resumption.ts";
import type { Secured } from "./wait_change_cipher_spec.ts";
import type { Keyed } from "./wait_server_hello_done.ts";

export const waitFinished = (negotiated: Secured): State => ({
  name: "Finished",
  step: "server_finished",
  async *receive(message: IncomingMessage): Transition {
    const { client: { transcript, context }, hash, mainSecret, handshake } = negotiated;
    const verifyData = message.expect(HandshakeType.finished).decode(readFinished(12));
    const transcriptHash = await transcript.hash(hash);
    if (!equalBytes(await finishedVerifyData(negotiated, mainSecret, "server", transcriptHash), verifyData)) {
      throw new ProtocolError(
        "bad_finished",
        "The server's Finished does not fit the messages that were exchanged: one of them was changed on the way",
      );
    }
    yield settle({ step: "server_finished", transcriptHash, verifyDataLength: verifyData.length });
    transcript.add(message.bytes);
    if (handshake.kind === "full") yield* provenByFinished(handshake.keyed);
    const clientVerifyData = handshake.kind === "full"
      ? handshake.clientVerifyData
      : yield* clientFinished(negotiated, mainSecret, handshake.clientKeys, false);
    const session = context.onResumable ? resumable(negotiated, message.atMs) : null;
    if (session !== null) yield { kind: "resumable", session };
    return connected(negotiated, { client: clientVerifyData, server: verifyData });
  },
});

/** Static RSA: only who decrypted the premaster secret can have made this Finished. */
function* provenByFinished({ suite, publicKey }: Keyed): Generator<Output, void, void> {
  if (suite.keyExchange !== "RSA") return;
  yield settle({
    step: "private_key",
    proof: "decryption",
    signatureScheme: null,
    algorithm: "decryption of the premaster secret",
    publicKey: publicKeyName(publicKey),
    signatureLength: null,
    transcriptHash: null,
  });
}
