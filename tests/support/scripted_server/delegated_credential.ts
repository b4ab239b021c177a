/** A scripted server that signs with a delegated credential, encoded from RFC 9345's text and not from what the engine does. */
import { concat, Writer } from "../../../src/bytes/mod.ts";
import type { SigningKey } from "../../../src/crypto/signing_key.ts";
import { ExtensionType, SignatureScheme } from "../../../src/registry/mod.ts";
import { serverSignedContent } from "../../../src/tls/message/mod.ts";
import type { ServerCertificate } from "./certificates.ts";
import { encodeCertificate, encodeCertificateVerify } from "./messages.ts";
import type { ServerScript } from "./script.ts";

export interface Credential {
  readonly validTime: number;
  readonly dcScheme: number;
  readonly spki: Uint8Array;
  readonly algorithm: number;
  readonly signedBy: SigningKey;
  /** The certificate that it is for. */
  readonly der: Uint8Array;
  readonly context: string;
  /** Of CertificateVerify. */
  readonly scheme: number;
  readonly key: SigningKey;
}

/** For a certificate with a key of kind P-256: `key` is to sign with `scheme`. */
export function usualCredential(
  certificate: ServerCertificate,
  key: SigningKey,
  scheme: number,
): Credential {
  return {
    validTime: 7 * 86400,
    dcScheme: scheme,
    spki: key.spki,
    algorithm: SignatureScheme.ecdsa_secp256r1_sha256,
    signedBy: certificate.key,
    der: certificate.chain[0]!,
    context: "TLS, server delegated credentials",
    scheme,
    key,
  };
}

/** `place`: which certificate's entry it stands in. */
export function delegating(
  { chain }: ServerCertificate,
  credential: Credential,
  place: "first" | "last" = "first",
): Partial<ServerScript> {
  return {
    async alter(turn, message, server) {
      if (turn === "Certificate") {
        const extension = [ExtensionType.delegated_credential, await encode(credential)] as const;
        const index = place === "first" ? 0 : chain.length - 1;
        return encodeCertificate(
          chain.map((certData, each) => ({ certData, extensions: each === index ? [extension] : [] })),
        );
      }
      if (turn !== "CertificateVerify") return message;
      const content = serverSignedContent(await server.transcript.hash("SHA-256"));
      return encodeCertificateVerify(credential.scheme, await credential.key.sign(content));
    },
  };
}

/** RFC 9345 §4. */
async function encode(credential: Credential): Promise<Uint8Array> {
  const { validTime, dcScheme, spki, algorithm, signedBy, der, context } = credential;
  const cred = new Writer().uint32(validTime).uint16(dcScheme).vector(3, spki).bytes();
  const content = concat(
    new Uint8Array(64).fill(0x20),
    new TextEncoder().encode(context),
    new Uint8Array(1),
    der,
    cred,
    new Writer().uint16(algorithm).bytes(),
  );
  const signature = await signedBy.sign(content, { hash: "SHA-256" });
  return new Writer().opaque(cred).uint16(algorithm).vector(2, signature).bytes();
}
