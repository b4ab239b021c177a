/** DHE, RFC 5246 §7.4.7.2 and §8.1.2, with whatever prime the server chose. */
import { describeDheParameters, dhe } from "../../../crypto/mod.ts";
import type { Client } from "../../hello/client.ts";
import { type DheParameters, encodeClientKeyExchange } from "../../message/mod.ts";
import type { Agreement } from "./agreement.ts";

export function agreeDhe({ context }: Client, parameters: DheParameters): Agreement {
  const share = dhe(parameters, context.random);
  const premasterSecret = share.deriveSharedSecret(parameters.ys);
  const { bits, name, namedGroup } = describeDheParameters(parameters);
  return {
    clientKeyExchange: encodeClientKeyExchange("DHE", share.publicKey),
    premasterSecret,
    evidence: {
      step: "premaster_secret",
      keyExchange: "DHE",
      namedGroup,
      finiteField: { bits, name },
      clientPublicLength: share.publicKey.length,
      serverPublicLength: parameters.ys.length,
      sharedSecretLength: premasterSecret.length,
    },
  };
}
