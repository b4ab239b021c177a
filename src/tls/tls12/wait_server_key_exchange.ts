/** ServerKeyExchange, RFC 5246 §7.4.3, RFC 8422 §5.4: the server's public value, signed with its certificate's key. */
import { concat } from "../../bytes/mod.ts";
import { HandshakeType, supportedGroups } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { settle } from "../engine/output.ts";
import type { State, Transition } from "../engine/state.ts";
import { publicKeyName } from "../hello/leaf_public_key.ts";
import { verifyProof } from "../hello/verify_proof.ts";
import { readServerKeyExchangeEcdhe, type ServerKeyExchangeEcdhe } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import type { Certified } from "./wait_certificate.ts";
import { waitServerHelloDone } from "./wait_server_hello_done.ts";

export const waitServerKeyExchange = (negotiated: Certified): State => ({
  name: "ServerKeyExchange",
  step: "private_key",
  async *receive(message: IncomingMessage): Transition {
    const { client, version, serverHello, publicKey } = negotiated;
    const parameters = message
      .expect(HandshakeType.server_key_exchange)
      .decode(readServerKeyExchangeEcdhe(version));
    checkNamedCurve(negotiated, parameters);
    const { signatureScheme, signature, params } = parameters;
    await verifyProof({
      offer: client.offer,
      publicKey,
      algorithm: signatureScheme!,
      signature,
      // RFC 5246 §7.4.3: both randoms and the parameters.
      data: concat(client.clientHello.random, serverHello.random, params),
      what: "ServerKeyExchange",
    });
    client.transcript.add(message.bytes);
    yield settle({
      step: "private_key",
      proof: "signature",
      signatureScheme,
      publicKey: publicKeyName(publicKey),
      signatureLength: signature.length,
      transcriptHash: null,
    });
    return waitServerHelloDone({ ...negotiated, parameters }, null);
  },
});

function checkNamedCurve({ client }: Certified, { namedCurve }: ServerKeyExchangeEcdhe): void {
  if (client.offer.groups.includes(namedCurve)) return;
  const { name, hex } = supportedGroups.codePoint(namedCurve);
  throw new ProtocolError(
    "illegal_parameter",
    `The server chose the group ${name ?? hex}, which was not offered`,
    {
      step: "premaster_secret",
    },
  );
}
