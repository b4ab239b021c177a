/** The key that the server must prove to hold: the first certificate's, read without judging the rest of it. */
import { DecodeError } from "../../bytes/mod.ts";
import { describePublicKey, type PublicKeyDescription, spkiOf } from "../../crypto/mod.ts";
import { AlertDescription } from "../../registry/mod.ts";
import type { CertificateEntry } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";

export interface LeafPublicKey extends PublicKeyDescription {
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
}

/** Throws `ProtocolError` when there is no certificate, or none that holds a key. */
export function leafPublicKey(certificates: readonly CertificateEntry[]): LeafPublicKey {
  const [leaf] = certificates;
  // RFC 9846 §4.5.1: a server's list is never empty.
  if (!leaf) throw new ProtocolError("malformed_message", "The server sent an empty list of certificates");
  return readable("certificate", () => describe(spkiOf(leaf.certData)));
}

/** `what`: where the SubjectPublicKeyInfo stands. Throws `ProtocolError` when it is none. */
export function barePublicKey(spki: Uint8Array, what: string): LeafPublicKey {
  return readable(what, () => describe(spki));
}

function describe(spki: Uint8Array): LeafPublicKey {
  return { spki, ...describePublicKey(spki) };
}

function readable(what: string, read: () => LeafPublicKey): LeafPublicKey {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new ProtocolError("malformed_message", `The server's ${what} cannot be read: ${error.message}`, {
      alert: AlertDescription.bad_certificate,
      cause: error,
    });
  }
}

/** As in `ECDSA P-256` or `RSA 2048`. */
export function publicKeyName({ algorithm, curve, bits }: PublicKeyDescription): string {
  if (algorithm === "EC") return `ECDSA ${curve}`;
  return algorithm.startsWith("RSA") ? `${algorithm} ${bits}` : algorithm;
}
