/** Static RSA, RFC 5246 §7.4.7.1: the client makes the secret and encrypts it to the certificate's key. */
import { concat, Writer } from "../../../bytes/mod.ts";
import { rsaEncrypt } from "../../../crypto/mod.ts";
import type { Client } from "../../hello/client.ts";
import type { LeafPublicKey } from "../../hello/leaf_public_key.ts";
import { encodeClientKeyExchange } from "../../message/mod.ts";
import type { Agreement } from "./agreement.ts";

const RANDOM_LENGTH = 46;

export function agreeRsa({ clientHello, context }: Client, publicKey: LeafPublicKey): Agreement {
  // The version as it was offered, so that a rollback shows.
  const version = new Writer().uint16(clientHello.legacyVersion).bytes();
  const premasterSecret = concat(version, context.random(RANDOM_LENGTH));
  const encrypted = rsaEncrypt(publicKey.spki, premasterSecret, context.random);
  return {
    clientKeyExchange: encodeClientKeyExchange("RSA", encrypted),
    premasterSecret,
    evidence: {
      step: "premaster_secret",
      keyExchange: "RSA",
      namedGroup: null,
      finiteField: null,
      clientPublicLength: encrypted.length,
      serverPublicLength: Math.ceil((publicKey.bits ?? 0) / 8),
      sharedSecretLength: premasterSecret.length,
    },
  };
}
