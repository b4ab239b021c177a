/** Ed25519 and Ed448 verification (RFC 8032), with keys as in RFC 8410. */
import type { EdDSA } from "@noble/curves/abstract/edwards.js";
import { InvalidKeyError } from "./errors.ts";
import { type Implementation, Implementations } from "./implementation.ts";
import { keyOid } from "./public_key.ts";
import { source } from "./subtle.ts";
import type { Verifier, Verify } from "./verifier.ts";

export const ed25519: Verifier = edDsa("Ed25519", keyOid.ed25519, 32, {
  name: "subtle",
  load: () => subtleVerify,
}, {
  name: "noble",
  load: async () => nobleVerify((await import("@noble/curves/ed25519.js")).ed25519),
});

/** No runtime has it natively. */
export const ed448: Verifier = edDsa("Ed448", keyOid.ed448, 57, {
  name: "noble",
  load: async () => nobleVerify((await import("@noble/curves/ed448.js")).ed448),
});

/** `length`: octets of a key, half of a signature's. */
function edDsa(
  name: string,
  oid: string,
  length: number,
  ...alternatives: readonly Implementation<Verify>[]
): Verifier {
  return {
    keyOids: [oid],
    precheck({ key, signature }) {
      if (key.bits.length !== length) {
        throw new InvalidKeyError(`The key of ${name} has ${key.bits.length} octets, not ${length}`);
      }
      return signature.length === 2 * length;
    },
    implementations: new Implementations<Verify>(name, ...alternatives),
  };
}

const subtleVerify: Verify = async ({ key, signature, data }) => {
  try {
    const imported = await crypto.subtle.importKey("raw", source(key.bits), "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", imported, source(signature), source(data));
  } catch {
    return null;
  }
};

function nobleVerify(noble: EdDSA): Verify {
  return ({ key, signature, data }) => {
    if (!noble.utils.isValidPublicKey(key.bits, false)) return null;
    return noble.verify(signature, data, key.bits, { zip215: false }); // RFC 8032's rules, not ZIP 215's
  };
}
