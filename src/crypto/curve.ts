/** The elliptic curves of ECDH and ECDSA in short Weierstrass form, one entry each. */
import type { ECDSA } from "@noble/curves/abstract/weierstrass.js";

export type CurveName =
  | "P-256"
  | "P-384"
  | "P-521"
  | "secp256k1"
  | "brainpoolP256r1"
  | "brainpoolP384r1"
  | "brainpoolP512r1";

export interface Curve {
  readonly name: CurveName;
  readonly oid: string;
  /** Of the field. */
  readonly bits: number;
  /** Octets of one coordinate, and of each of r and s. */
  readonly coordinateLength: number;
  /** Whether WebCrypto knows the curve by this name. */
  readonly inWebCrypto: boolean;
  noble(): Promise<ECDSA>;
}

export const curves: Readonly<Record<CurveName, Curve>> = {
  "P-256": entry("P-256", "1.2.840.10045.3.1.7", 256, true, nist("p256")),
  "P-384": entry("P-384", "1.3.132.0.34", 384, true, nist("p384")),
  "P-521": entry("P-521", "1.3.132.0.35", 521, true, nist("p521")),
  "secp256k1": entry("secp256k1", "1.3.132.0.10", 256, false, koblitz),
  "brainpoolP256r1": entry("brainpoolP256r1", "1.3.36.3.3.2.8.1.1.7", 256, false, misc("brainpoolP256r1")),
  "brainpoolP384r1": entry("brainpoolP384r1", "1.3.36.3.3.2.8.1.1.11", 384, false, misc("brainpoolP384r1")),
  "brainpoolP512r1": entry("brainpoolP512r1", "1.3.36.3.3.2.8.1.1.13", 512, false, misc("brainpoolP512r1")),
};

/** The curve with this object identifier, or `null` when it is not in the table. */
export function curveOf(oid: string): Curve | null {
  return Object.values(curves).find((curve) => curve.oid === oid) ?? null;
}

function nist(name: "p256" | "p384" | "p521"): () => Promise<ECDSA> {
  return async () => (await import("@noble/curves/nist.js"))[name];
}

async function koblitz(): Promise<ECDSA> {
  return (await import("@noble/curves/secp256k1.js")).secp256k1;
}

function misc(name: "brainpoolP256r1" | "brainpoolP384r1" | "brainpoolP512r1"): () => Promise<ECDSA> {
  return async () => (await import("@noble/curves/misc.js"))[name];
}

function entry(
  name: CurveName,
  oid: string,
  bits: number,
  inWebCrypto: boolean,
  noble: () => Promise<ECDSA>,
): Curve {
  return { name, oid, bits, coordinateLength: Math.ceil(bits / 8), inWebCrypto, noble };
}
