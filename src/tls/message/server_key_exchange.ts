/** ServerKeyExchange: RFC 8422 §5.4 for ECDHE, RFC 5246 §7.4.3 for DHE. */
import type { Reader } from "../../bytes/mod.ts";
import { ecCurveTypes, ProtocolVersion, signatureSchemes, supportedGroups } from "../../registry/mod.ts";

export interface ServerKeyExchange {
  readonly parameters: ServerParameters;
  /** What the signature covers beside the two randoms: the parameters as sent. */
  readonly params: Uint8Array;
  /** `null` before TLS 1.2, where the certificate's key decides, and where nobody signs. */
  readonly signatureScheme: number | null;
  readonly signature: Uint8Array;
}

export type ServerParameters = EcdheParameters | DheParameters;

export interface EcdheParameters {
  readonly keyExchange: "ECDHE";
  readonly namedCurve: number;
  readonly publicPoint: Uint8Array;
}

/** Big-endian octets. */
export interface DheParameters {
  readonly keyExchange: "DHE";
  readonly p: Uint8Array;
  readonly g: Uint8Array;
  readonly ys: Uint8Array;
}

/** ECCurveType `named_curve`: the only one RFC 8422 still has. */
const NAMED_CURVE = 3;

export const readServerKeyExchange =
  (keyExchange: "ECDHE" | "DHE", version: number) => (reader: Reader): ServerKeyExchange => {
    const whole = reader.peek();
    const parameters = keyExchange === "ECDHE" ? readEcdheParameters(reader) : readDheParameters(reader);
    const params = whole.subarray(0, whole.length - reader.remaining);
    return { parameters, params, ...readDigitallySigned(reader, version) };
  };

/** RFC 5246 §7.4.3, RFC 8422 §5.4: of the anonymous exchanges, the same parameters and no signature. */
export const readAnonymousKeyExchange =
  (keyExchange: "ECDHE" | "DHE") => (reader: Reader): ServerKeyExchange => {
    const params = reader.peek();
    const parameters = keyExchange === "ECDHE" ? readEcdheParameters(reader) : readDheParameters(reader);
    return { parameters, params, signatureScheme: null, signature: new Uint8Array() };
  };

function readEcdheParameters(reader: Reader): EcdheParameters {
  const curveType = reader.codePoint("curve_type", 1, ecCurveTypes.codePoint);
  if (curveType !== NAMED_CURVE) {
    throw reader.error(`"curve_type" is ${curveType}, not "named_curve"`, "curve_type");
  }
  return {
    keyExchange: "ECDHE",
    namedCurve: reader.codePoint("namedcurve", 2, supportedGroups.codePoint),
    publicPoint: reader.vector("point", 1, { minimum: 1 }),
  };
}

function readDheParameters(reader: Reader): DheParameters {
  return {
    keyExchange: "DHE",
    p: reader.vector("dh_p", 2, { minimum: 1 }),
    g: reader.vector("dh_g", 2, { minimum: 1 }),
    ys: reader.vector("dh_Ys", 2, { minimum: 1 }),
  };
}

/** RFC 5246 §4.7: `digitally-signed`, with the algorithm named since TLS 1.2. */
function readDigitallySigned(
  reader: Reader,
  version: number,
): Pick<ServerKeyExchange, "signatureScheme" | "signature"> {
  return {
    signatureScheme: version < ProtocolVersion.TLS_1_2
      ? null
      : reader.codePoint("algorithm", 2, signatureSchemes.codePoint),
    signature: reader.vector("signature", 2),
  };
}
