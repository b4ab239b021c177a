/** ServerKeyExchange for ECDHE, RFC 8422 §5.4. */
import type { Reader } from "../../bytes/mod.ts";
import { ecCurveTypes, ProtocolVersion, signatureSchemes, supportedGroups } from "../../registry/mod.ts";

/** ECCurveType `named_curve`: the only one RFC 8422 still has. */
export const NAMED_CURVE = 3;

export interface ServerKeyExchangeEcdhe {
  readonly curveType: number;
  readonly namedCurve: number;
  readonly publicPoint: Uint8Array;
  /** What the signature covers beside the two randoms: the parameters as sent. */
  readonly params: Uint8Array;
  /** `null` before TLS 1.2, where the certificate's key decides. */
  readonly signatureScheme: number | null;
  readonly signature: Uint8Array;
}

export const readServerKeyExchangeEcdhe = (version: number) => (reader: Reader): ServerKeyExchangeEcdhe => {
  const whole = reader.peek();
  const curveType = reader.codePoint("curve_type", 1, ecCurveTypes.codePoint);
  if (curveType !== NAMED_CURVE) {
    throw reader.error(`"curve_type" is ${curveType}, not "named_curve"`, "curve_type");
  }
  const namedCurve = reader.codePoint("namedcurve", 2, supportedGroups.codePoint);
  const publicPoint = reader.vector("point", 1, { minimum: 1 });
  const params = whole.subarray(0, whole.length - reader.remaining);
  return { curveType, namedCurve, publicPoint, params, ...readDigitallySigned(reader, version) };
};

/** RFC 5246 §4.7: `digitally-signed`, with the algorithm named since TLS 1.2. */
export function readDigitallySigned(
  reader: Reader,
  version: number,
): { readonly signatureScheme: number | null; readonly signature: Uint8Array } {
  return {
    signatureScheme: version < ProtocolVersion.TLS_1_2
      ? null
      : reader.codePoint("algorithm", 2, signatureSchemes.codePoint),
    signature: reader.vector("signature", 2),
  };
}
