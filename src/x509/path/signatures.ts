/** Whether one certificate's key signed another, asked once for each pair. */
import {
  type HashName,
  type PublicKeyDescription,
  type SignatureAlgorithm,
  UnsupportedAlgorithmError,
  UnsupportedKeyError,
  verifySignature,
} from "../../crypto/mod.ts";
import { MAXIMUM_RSA_BITS, MAXIMUM_RSA_EXPONENT } from "../bounds.ts";
import {
  type AlgorithmIdentifier,
  describeSignature,
  type SignatureDescription,
} from "../certificate/algorithm.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { fingerprint } from "../certificate/fingerprint.ts";
import type { Budget } from "./budget.ts";
import { RememberedSignatures } from "./remembered_signatures.ts";

/** `unsupported`: nothing here can use the key or the algorithm. `unchecked`: the budget is spent. */
export type SignatureVerdict = "good" | "bad" | "unsupported" | "unchecked";

/** Something signed by a certificate's key: a certificate, a CRL. */
export interface Signed {
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/** Whatever the time, the name and the options of a check: so the process's, and not one judgement's. */
const remembered = new RememberedSignatures();

export class SignatureChecks {
  readonly #verdicts = new WeakMap<ParsedCertificate, Map<ParsedCertificate, SignatureVerdict>>();

  constructor(readonly budget: Budget) {}

  /** Whether `issuer`'s key signed `certificate`. Names are not looked at. */
  async issued(issuer: ParsedCertificate, certificate: ParsedCertificate): Promise<SignatureVerdict> {
    let verdicts = this.#verdicts.get(certificate);
    if (verdicts === undefined) this.#verdicts.set(certificate, verdicts = new Map());
    const known = verdicts.get(issuer);
    if (known !== undefined) return known;
    const [by, of] = await Promise.all([fingerprint(issuer), fingerprint(certificate)]);
    const signed = {
      signatureAlgorithm: certificate.signatureAlgorithm,
      signed: certificate.tbsCertificate,
      signature: certificate.signatureValue,
    };
    const verdict = await this.#verify(issuer, signed, remembered.has(by, of));
    if (verdict === "good") remembered.add(by, of);
    verdicts.set(issuer, verdict);
    return verdict;
  }

  verify(issuer: ParsedCertificate, signed: Signed): Promise<SignatureVerdict> {
    return this.#verify(issuer, signed, false);
  }

  async #verify(
    issuer: ParsedCertificate,
    { signatureAlgorithm, signed, signature }: Signed,
    isKnownToBeGood: boolean,
  ): Promise<SignatureVerdict> {
    const described = describeSignature(signatureAlgorithm);
    const key = issuer.publicKey;
    if (described === null || key === null) return "unsupported";
    if (!KEYS[described.algorithm].includes(key.algorithm)) return "bad";
    if ((key.publicExponent ?? 0n) > MAXIMUM_RSA_EXPONENT) return "unsupported";
    if (key.publicExponent !== null && (key.bits ?? 0) > MAXIMUM_RSA_BITS) return "unsupported";
    // Spent for what is remembered too: a verdict must not depend on what was judged before.
    if (!this.budget.spend("signatureChecks", cost(described, key))) return "unchecked";
    if (isKnownToBeGood) return "good";
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

/** What no runtime computes by itself takes many times as long, and counts for as many. */
function cost(
  { algorithm, hash }: SignatureDescription,
  { bits, curve }: PublicKeyDescription,
): number {
  switch (algorithm) {
    case "RSASSA-PKCS1-v1_5":
    case "RSASSA-PSS":
      return (bits ?? 0) <= 4_096 ? 1 : SLOW;
    case "ECDSA":
      return NATIVE_HASHES.get(curve)?.includes(hash) ? 1 : SLOW;
    case "Ed25519":
      return 1;
    case "Ed448":
      return SLOW;
    case "DSA":
      return SLOWEST;
  }
}

/** Digests of less than half the field go to a library: see `crypto/ecdsa.ts`. */
const NATIVE_HASHES: ReadonlyMap<string | null, readonly (HashName | null)[]> = new Map([
  ["P-256", ["SHA-1", "SHA-256", "SHA-384", "SHA-512"]],
  ["P-384", ["SHA-256", "SHA-384", "SHA-512"]],
  ["P-521", ["SHA-384", "SHA-512"]],
]);
const SLOW = 4;
const SLOWEST = 16;

/** Which kinds of key make which signatures. */
const KEYS: Readonly<Record<SignatureAlgorithm, readonly string[]>> = {
  "RSASSA-PKCS1-v1_5": ["RSA"],
  "RSASSA-PSS": ["RSA", "RSASSA-PSS"],
  ECDSA: ["EC"],
  Ed25519: ["Ed25519"],
  Ed448: ["Ed448"],
  DSA: ["DSA"],
};
