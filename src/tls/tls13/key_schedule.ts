/** The key schedule, RFC 9846 §7.1: from the shared secret to every secret of the connection. */
import { Writer } from "../../bytes/mod.ts";
import { hash, type HashName, hkdfExpand, hkdfExtract, hmac } from "../../crypto/mod.ts";

export interface TrafficSecrets {
  readonly client: Uint8Array;
  readonly server: Uint8Array;
}

export class KeySchedule {
  readonly #hash: HashName;
  /** The secret of the current stage: early, handshake, main. */
  readonly #secret: Uint8Array;

  private constructor(hash: HashName, secret: Uint8Array) {
    this.#hash = hash;
    this.#secret = secret;
  }

  /** The Early Secret; without a PSK its input is zeros. */
  static async early(hashName: HashName, psk?: Uint8Array): Promise<KeySchedule> {
    const zeros = new Uint8Array(hash(hashName).length);
    return new KeySchedule(hashName, await hkdfExtract(hashName, zeros, psk ?? zeros));
  }

  /** On to the Handshake Secret (with the shared secret, if there is one), then to the Main Secret (with nothing). */
  async next(sharedSecret: Uint8Array | null = null): Promise<KeySchedule> {
    const salt = await this.derive("derived");
    const input = sharedSecret ?? new Uint8Array(hash(this.#hash).length);
    return new KeySchedule(this.#hash, await hkdfExtract(this.#hash, salt, input));
  }

  /** Derive-Secret; `transcriptHash`: the hash of the messages that the label calls for, else of none. */
  async derive(label: string, transcriptHash?: Uint8Array): Promise<Uint8Array> {
    const { length, digest } = hash(this.#hash);
    const context = transcriptHash ?? await digest(new Uint8Array());
    return expandLabel(this.#hash, this.#secret, label, context, length);
  }
}

/** HKDF-Expand-Label. */
export function expandLabel(
  hashName: HashName,
  secret: Uint8Array,
  label: string,
  context: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  const info = new Writer()
    .uint16(length)
    .vector(1, new TextEncoder().encode("tls13 " + label))
    .vector(1, context)
    .bytes();
  return hkdfExpand(hashName, secret, info, length);
}

/** RFC 9846 §4.5.3: verify_data of a Finished by the owner of `trafficSecret`. */
export async function finishedVerifyData(
  hashName: HashName,
  trafficSecret: Uint8Array,
  transcriptHash: Uint8Array,
): Promise<Uint8Array> {
  const { length } = hash(hashName);
  const finishedKey = await expandLabel(hashName, trafficSecret, "finished", new Uint8Array(), length);
  return hmac(hashName, finishedKey, transcriptHash);
}

/** RFC 9846 §4.7.1: the PSK of a ticket. */
export function resumptionPsk(
  hashName: HashName,
  resumptionSecret: Uint8Array,
  ticketNonce: Uint8Array,
): Promise<Uint8Array> {
  return expandLabel(hashName, resumptionSecret, "resumption", ticketNonce, hash(hashName).length);
}

/** RFC 9846 §7.2: the traffic secret after a KeyUpdate. */
export function nextTrafficSecret(hashName: HashName, trafficSecret: Uint8Array): Promise<Uint8Array> {
  return expandLabel(hashName, trafficSecret, "traffic upd", new Uint8Array(), hash(hashName).length);
}
