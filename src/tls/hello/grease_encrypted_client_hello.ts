/** GREASE ECH, RFC 9849 §6.2: what looks like an encrypted ClientHello and is none. */
import { Writer } from "../../bytes/mod.ts";
import { HpkeAead, HpkeKdf } from "../../registry/mod.ts";
import { OUTER } from "../extension/mod.ts";

/** Octets of an X25519 public key, which is what DHKEM(X25519, HKDF-SHA256) sends. */
const ENC_LENGTH = 32;
const TAG_LENGTH = 16;

/** `extension_data`. */
export function greaseEncryptedClientHello(random: (length: number) => Uint8Array): Uint8Array {
  const [configId, size] = random(2) as Uint8Array & [number, number];
  const enc = random(ENC_LENGTH).slice();
  // RFC 7748 §5: no public key that is computed has the highest bit.
  enc[ENC_LENGTH - 1]! &= 0x7f;
  // RFC 9849 §6.1.3: a real one is padded to a multiple of 32.
  const payloadLength = 128 + 32 * (size % 4) + TAG_LENGTH;
  return new Writer()
    .uint8(OUTER)
    .uint16(HpkeKdf["HKDF-SHA256"])
    .uint16(HpkeAead["AES-128-GCM"])
    .uint8(configId)
    .vector(2, enc)
    .vector(2, random(payloadLength))
    .bytes();
}
