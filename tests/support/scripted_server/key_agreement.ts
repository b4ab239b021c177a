/** The server's side of a key exchange: a share that answers the client's, and the secret of both. */
import { p256, p384 } from "@noble/curves/nist.js";
import { ml_kem1024, ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { concat } from "../../../src/bytes/mod.ts";
import { group } from "../../../src/crypto/mod.ts";
import { NamedGroup } from "../../../src/registry/mod.ts";

export interface Agreed {
  readonly publicKey: Uint8Array;
  readonly sharedSecret: Uint8Array;
}

type Part = { readonly clientShareLength: number; agree(clientShare: Uint8Array): Promise<Agreed> };

/** RFC 10024: the order of the parts differs from one hybrid to the next. */
const hybrids: ReadonlyMap<number, readonly Part[]> = new Map([
  [NamedGroup.X25519MLKEM768, [kem(ml_kem768, 1184), classical(NamedGroup.x25519, 32)]],
  [NamedGroup.SecP256r1MLKEM768, [classical(NamedGroup.secp256r1, 65), kem(ml_kem768, 1184)]],
  [NamedGroup.SecP384r1MLKEM1024, [classical(NamedGroup.secp384r1, 97), kem(ml_kem1024, 1568)]],
  [NamedGroup.MLKEM768, [kem(ml_kem768, 1184)]],
  [NamedGroup.MLKEM1024, [kem(ml_kem1024, 1568)]],
]);

export async function agreeAsServer(groupValue: number, clientShare: Uint8Array): Promise<Agreed> {
  const parts = hybrids.get(groupValue) ?? [classical(groupValue, clientShare.length)];
  const agreed: Agreed[] = [];
  let offset = 0;
  for (const part of parts) {
    agreed.push(await part.agree(clientShare.subarray(offset, offset += part.clientShareLength)));
  }
  return {
    publicKey: concat(...agreed.map(({ publicKey }) => publicKey)),
    sharedSecret: concat(...agreed.map(({ sharedSecret }) => sharedSecret)),
  };
}

/** A Diffie-Hellman function is the same on both sides. */
function classical(groupValue: number, clientShareLength: number): Part {
  return {
    clientShareLength,
    async agree(clientShare) {
      const share = await group(groupValue)!.generate();
      return { publicKey: share.publicKey, sharedSecret: await share.deriveSharedSecret(clientShare) };
    },
  };
}

function kem(algorithm: typeof ml_kem768, clientShareLength: number): Part {
  return {
    clientShareLength,
    agree(clientShare) {
      const { cipherText, sharedSecret } = algorithm.encapsulate(clientShare);
      return Promise.resolve({ publicKey: cipherText, sharedSecret });
    },
  };
}

/** Well-formed encodings of points that are not on their curves: the last octet of y is another. */
export function offCurvePoint(groupValue: number): Uint8Array {
  const curve = groupValue === NamedGroup.secp384r1 ? p384 : p256;
  const point = curve.Point.BASE.toBytes(false);
  point[point.length - 1]! ^= 1;
  return point;
}
