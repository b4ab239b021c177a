/** ECDHE, RFC 8422 §5.7 and §5.10: our point, and the premaster secret it makes with the server's. */
import { KeyShareError } from "../../crypto/mod.ts";
import { supportedGroups } from "../../registry/mod.ts";
import type { PremasterSecretEvidence } from "../engine/evidence.ts";
import { generateKeyShare } from "../hello/start.ts";
import { encodeClientKeyExchangeEcdhe } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import type { Keyed } from "./wait_server_hello_done.ts";

export interface KeyExchange {
  readonly clientKeyExchange: Uint8Array;
  readonly premasterSecret: Uint8Array;
  readonly evidence: PremasterSecretEvidence;
}

export async function keyExchange({ client, parameters }: Keyed): Promise<KeyExchange> {
  const { namedCurve, publicPoint } = parameters;
  try {
    const share = await generateKeyShare(namedCurve, client.context);
    const premasterSecret = await share.deriveSharedSecret(publicPoint);
    return {
      clientKeyExchange: encodeClientKeyExchangeEcdhe(share.publicKey),
      premasterSecret,
      evidence: {
        step: "premaster_secret",
        keyExchange: "ECDHE",
        namedGroup: namedCurve,
        clientPublicLength: share.publicKey.length,
        serverPublicLength: publicPoint.length,
        sharedSecretLength: premasterSecret.length,
      },
    };
  } catch (error) {
    if (!(error instanceof KeyShareError)) throw error;
    const { name } = supportedGroups.codePoint(namedCurve);
    throw new ProtocolError("bad_key_share", `The server's ${name} point is not usable: ${error.message}`, {
      step: "premaster_secret",
      cause: error,
    });
  }
}
