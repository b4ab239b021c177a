/** ServerKeyExchange, RFC 5246 §7.4.3, RFC 8422 §5.4: the server's public value, signed with its certificate's key. */
import { concat } from "../../bytes/mod.ts";
import { HandshakeType } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { settle } from "../engine/output.ts";
import type { State, Transition } from "../engine/state.ts";
import { publicKeyName } from "../hello/leaf_public_key.ts";
import { verifyProof } from "../hello/verify_proof.ts";
import { readServerKeyExchange } from "../message/mod.ts";
import { checkNamedCurve } from "./key_exchange/mod.ts";
import type { Certified } from "./wait_certificate.ts";
import { waitServerHelloDone } from "./wait_server_hello_done.ts";
import { verifyLegacyProof } from "./verify_legacy_proof.ts";

export const waitServerKeyExchange = (negotiated: Certified, keyExchange: "ECDHE" | "DHE"): State => ({
  name: "ServerKeyExchange",
  step: "private_key",
  async *receive(message: IncomingMessage): Transition {
    const { client, version, serverHello, publicKey } = negotiated;
    const { parameters, params, signatureScheme, signature } = message
      .expect(HandshakeType.server_key_exchange)
      .decode(readServerKeyExchange(keyExchange, version));
    if (parameters.keyExchange === "ECDHE") checkNamedCurve(client, parameters);
    // RFC 5246 §7.4.3: both randoms and the parameters.
    const data = concat(client.clientHello.random, serverHello.random, params);
    const algorithm = signatureScheme === null
      ? await verifyLegacyProof(publicKey, signature, data)
      : (await verifyProof({
        offered: client.offer.signatureSchemes,
        publicKey,
        algorithm: signatureScheme,
        signature,
        data,
        what: "ServerKeyExchange",
      })).name;
    client.transcript.add(message.bytes);
    yield settle({
      step: "private_key",
      proof: "signature",
      signatureScheme,
      algorithm,
      publicKey: publicKeyName(publicKey),
      signatureLength: signature.length,
      transcriptHash: null,
    });
    return waitServerHelloDone({ ...negotiated, keyExchange: parameters, proof: signatureScheme }, null);
  },
});
