/** ECDHE, RFC 8422 §5.7 and §5.10: our point, and the premaster secret it makes with the server's. */
import { group } from "../../../crypto/mod.ts";
import { supportedGroups } from "../../../registry/mod.ts";
import type { Client } from "../../hello/client.ts";
import { generateKeyShare } from "../../hello/generate_key_share.ts";
import { type EcdheParameters, encodeClientKeyExchange } from "../../message/mod.ts";
import { ProtocolError } from "../../protocol_error.ts";
import type { Agreement } from "./agreement.ts";

/** RFC 8422 §5.4: a curve that the client offered; hybrids and finite fields are of TLS 1.3 alone. */
export function checkNamedCurve({ offer }: Client, { namedCurve }: EcdheParameters): void {
  const { name, hex } = supportedGroups.codePoint(namedCurve);
  if (!offer.groups.includes(namedCurve)) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server chose the group ${name ?? hex}, which was not offered`,
      {
        step: "premaster_secret",
      },
    );
  }
  if (group(namedCurve)?.kind !== "ECDHE") {
    throw new ProtocolError(
      "illegal_parameter",
      `The server chose ${name ?? hex}, which is not a curve of TLS 1.2`,
      {
        step: "premaster_secret",
      },
    );
  }
}

export async function agreeEcdhe(
  { context }: Client,
  { namedCurve, publicPoint }: EcdheParameters,
): Promise<Agreement> {
  const share = await generateKeyShare(namedCurve, context);
  const premasterSecret = await share.deriveSharedSecret(publicPoint);
  return {
    clientKeyExchange: encodeClientKeyExchange("ECDHE", share.publicKey),
    premasterSecret,
    evidence: {
      step: "premaster_secret",
      keyExchange: "ECDHE",
      namedGroup: namedCurve,
      finiteField: null,
      clientPublicLength: share.publicKey.length,
      serverPublicLength: publicPoint.length,
      sharedSecretLength: premasterSecret.length,
    },
  };
}
