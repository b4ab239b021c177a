/** ECDSA verification with any curve and hash of the tables (RFC 3279 §2.2.3, RFC 5758 §3.2). */
import { concat } from "../bytes/mod.ts";
import { toOctets } from "./bigint.ts";
import type { Curve } from "./curve.ts";
import { DerReader } from "./der.ts";
import { UnsupportedKeyError } from "./errors.ts";
import { hash as hashNamed } from "./hash.ts";
import { Implementations } from "./implementation.ts";
import { ecPublicKey, keyOid } from "./public_key.ts";
import { source } from "./subtle.ts";
import type { Verifier, VerifierInput, Verify } from "./verifier.ts";

export const ecdsa: Verifier = {
  keyOids: [keyOid.ecPublicKey],
  precheck: (input) => rawSignature(curveOf(input), input.signature) !== null,
  implementations: new Implementations<Verify>("ECDSA", {
    name: "subtle",
    load: () => subtleVerify,
  }, {
    name: "noble",
    load: () => nobleVerify,
  }),
};

async function subtleVerify(input: VerifierInput): Promise<boolean | null> {
  const { hash, key, signature, data } = input;
  const curve = curveOf(input);
  // A digest of less than half the field: Deno answers `false` to good signatures of P-384 with SHA-1.
  if (!curve.inWebCrypto || 2 * hashNamed(hash!).length < curve.coordinateLength) return null;
  try {
    const algorithm = { name: "ECDSA", namedCurve: curve.name };
    const imported = await crypto.subtle.importKey("raw", source(key.bits), algorithm, false, ["verify"]);
    const raw = rawSignature(curve, signature)!;
    return await crypto.subtle.verify({ name: "ECDSA", hash: hash! }, imported, raw, source(data));
  } catch {
    return null;
  }
}

async function nobleVerify(input: VerifierInput): Promise<boolean | null> {
  const { hash, key, signature, data } = input;
  const curve = curveOf(input);
  const noble = await curve.noble();
  if (!noble.utils.isValidPublicKey(key.bits)) return null;
  const digest = await hashNamed(hash!).digest(data);
  const raw = rawSignature(curve, signature)!;
  return noble.verify(raw, digest, key.bits, { prehash: false, lowS: false, format: "compact" });
}

function curveOf({ key }: VerifierInput): Curve {
  const { curve, curveOid } = ecPublicKey(key);
  if (curve !== null) return curve;
  throw new UnsupportedKeyError(
    curveOid === null ? "The curve is not a named one" : `The curve "${curveOid}" is not known`,
  );
}

/** r and s of an Ecdsa-Sig-Value, each as long as a coordinate; `null` when it is not one. */
function rawSignature({ coordinateLength }: Curve, signature: Uint8Array): Uint8Array<ArrayBuffer> | null {
  try {
    const outer = new DerReader(signature);
    const value = outer.sequence("Ecdsa-Sig-Value");
    outer.end("Ecdsa-Sig-Value");
    const [r, s] = [value.unsigned("r"), value.unsigned("s")];
    value.end("s");
    return concat(toOctets(r, coordinateLength), toOctets(s, coordinateLength));
  } catch {
    return null;
  }
}
