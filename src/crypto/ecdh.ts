/** Ephemeral ECDH over the NIST curves: shares are uncompressed points (RFC 8446 §4.2.8.2). */
import type { Curve } from "./curve.ts";
import { Implementations } from "./implementation.ts";
import type { KeyAgreement, KeyAgreementAlgorithm, KeyPair } from "./key_agreement.ts";
import { base64url, octets, source } from "./subtle.ts";

const UNCOMPRESSED = 4;

export function ecdh(curve: Curve): KeyAgreementAlgorithm {
  const shareLength = 1 + 2 * curve.coordinateLength;
  const implementations = new Implementations<KeyAgreement>(`ECDH over ${curve.name}`, {
    name: "subtle",
    async load() {
      const agreement = subtleEcdh(curve);
      await agreement.generate();
      return agreement;
    },
  }, {
    name: "noble",
    load: () => nobleEcdh(curve),
  });
  return {
    name: `ECDH over ${curve.name}`,
    kind: "ECDHE",
    bits: curve.bits,
    clientShareLength: shareLength,
    serverShareLength: shareLength,
    implementations,
  };
}

function subtleEcdh({ name, coordinateLength }: Curve): KeyAgreement {
  const algorithm = { name: "ECDH", namedCurve: name };

  function keyPair(privateKey: CryptoKey, publicKey: Uint8Array): KeyPair {
    return {
      publicKey,
      async deriveSharedSecret(serverShare) {
        mustBeUncompressed(serverShare);
        const peer = await crypto.subtle.importKey("raw", source(serverShare), algorithm, true, []);
        const parameters = { name: "ECDH", public: peer };
        return octets(await crypto.subtle.deriveBits(parameters, privateKey, 8 * coordinateLength));
      },
    };
  }

  return {
    async generate() {
      const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, false, ["deriveBits"]);
      return keyPair(privateKey, octets(await crypto.subtle.exportKey("raw", publicKey)));
    },
    async fromPrivateKey(privateKey, publicKey) {
      const jwk = {
        kty: "EC",
        crv: name,
        d: base64url(privateKey),
        x: base64url(publicKey.subarray(1, 1 + coordinateLength)),
        y: base64url(publicKey.subarray(1 + coordinateLength)),
      };
      const imported = await crypto.subtle.importKey("jwk", jwk, algorithm, false, ["deriveBits"]);
      return keyPair(imported, publicKey);
    },
  };
}

async function nobleEcdh(curve: Curve): Promise<KeyAgreement> {
  const noble = await curve.noble();

  function keyPair(privateKey: Uint8Array, publicKey: Uint8Array): KeyPair {
    return {
      publicKey,
      // deno-lint-ignore require-await -- what it throws must become a rejection
      async deriveSharedSecret(serverShare) {
        mustBeUncompressed(serverShare);
        return noble.getSharedSecret(privateKey, serverShare).slice(1); // RFC 8446 §7.4.2: the x-coordinate
      },
    };
  }

  return {
    generate() {
      const privateKey = noble.utils.randomSecretKey();
      return Promise.resolve(keyPair(privateKey, noble.getPublicKey(privateKey, false)));
    },
    fromPrivateKey: (privateKey, publicKey) => Promise.resolve(keyPair(privateKey, publicKey)),
  };
}

function mustBeUncompressed(point: Uint8Array): void {
  if (point[0] !== UNCOMPRESSED) throw new Error("The point is not uncompressed");
}
