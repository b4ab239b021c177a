/** Whether one certificate's key signed another, asked once for each pair. */
import {
  type SignatureAlgorithm,
  UnsupportedAlgorithmError,
  UnsupportedKeyError,
  verifySignature,
} from "../../crypto/mod.ts";
import { MAXIMUM_RSA_BITS, MAXIMUM_RSA_EXPONENT } from "../bounds.ts";
import { type AlgorithmIdentifier, describeSignature } from "../certificate/algorithm.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import type { Budget } from "./budget.ts";

/** `unsupported`: nothing here can use the key or the algorithm. `unchecked`: the budget is spent. */
export type SignatureVerdict = "good" | "bad" | "unsupported" | "unchecked";

/** Something signed by a certificate's key: a certificate, a CRL. */
export interface Signed {
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

export class SignatureChecks {
  readonly #verdicts = new WeakMap<ParsedCertificate, Map<ParsedCertificate, SignatureVerdict>>();

  constructor(readonly budget: Budget) {}

  /** Whether `issuer`'s key signed `certificate`. Names are not looked at. */
  async issued(issuer: ParsedCertificate, certificate: ParsedCertificate): Promise<SignatureVerdict> {
    let verdicts = this.#verdicts.get(certificate);
    if (verdicts === undefined) this.#verdicts.set(certificate, verdicts = new Map());
    const known = verdicts.get(issuer);
    if (known !== undefined) return known;
    const verdict = await this.verify(issuer, {
      signatureAlgorithm: certificate.signatureAlgorithm,
      signed: certificate.tbsCertificate,
      signature: certificate.signatureValue,
    });
    verdicts.set(issuer, verdict);
    return verdict;
  }

  async verify(
    issuer: ParsedCertificate,
    { signatureAlgorithm, signed, signature }: Signed,
  ): Promise<SignatureVerdict> {
    const described = describeSignature(signatureAlgorithm);
    const key = issuer.publicKey;
    if (described === null || key === null) return "unsupported";
    if (!KEYS[described.algorithm].includes(key.algorithm)) return "bad";
    if ((key.publicExponent ?? 0n) > MAXIMUM_RSA_EXPONENT) return "unsupported";
    if (key.publicExponent !== null && (key.bits ?? 0) > MAXIMUM_RSA_BITS) return "unsupported";
    if (!this.budget.spend("signatureChecks")) return "unchecked";
    try {
      const good = await verifySignature({
        algorithm: described.algorithm,
        hash: described.hash,
        spki: issuer.subjectPublicKeyInfo,
        signature,
        data: signed,
        ...(described.saltLength === null ? {} : { saltLength: described.saltLength }),
      });
      return good ? "good" : "bad";
    } catch (error) {
      if (error instanceof UnsupportedKeyError || error instanceof UnsupportedAlgorithmError) {
        return "unsupported";
      }
      throw error;
    }
  }
}

/** Which kinds of key make which signatures. */
const KEYS: Readonly<Record<SignatureAlgorithm, readonly string[]>> = {
  "RSASSA-PKCS1-v1_5": ["RSA"],
  "RSASSA-PSS": ["RSA", "RSASSA-PSS"],
  ECDSA: ["EC"],
  Ed25519: ["Ed25519"],
  Ed448: ["Ed448"],
  DSA: ["DSA"],
};
