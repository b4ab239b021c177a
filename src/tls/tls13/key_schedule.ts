/** The key schedule, RFC 9846 §7.1: from the shared secret to every secret of the connection. */
import { utf8, Writer } from "../../bytes/mod.ts";
import {
  hash,
  type HashName,
  hkdfExpand,
  hkdfExtract,
  hmac,
  type HmacKey,
  hmacKey,
} from "../../crypto/mod.ts";

export interface TrafficSecrets {
  readonly client: Uint8Array;
  readonly server: Uint8Array;
}

export class KeySchedule {
  /** The secret of the current stage: early, handshake, main. */
  readonly #secret: HmacKey;
  readonly #emptyHash: Uint8Array;
  /** What the next stage begins with. */
  #derived: Uint8Array | null = null;

  private constructor(secret: HmacKey, emptyHash: Uint8Array) {
    this.#secret = secret;
    this.#emptyHash = emptyHash;
  }

  /** The Early Secret; without a PSK its input is zeros, and all connections have the same. */
  static async early(hashName: HashName, psk?: Uint8Array): Promise<KeySchedule> {
    const known = psk === undefined ? withoutPsk.get(hashName) : undefined;
    if (known !== undefined) return known;
    const zeros = new Uint8Array(hash(hashName).length);
    const secret = await hkdfExtract(hashName, zeros, psk ?? zeros);
    const emptyHash = await hash(hashName).digest(new Uint8Array());
    const schedule = new KeySchedule(await hmacKey(hashName, secret), emptyHash);
    if (psk === undefined) withoutPsk.set(hashName, schedule);
    return schedule;
  }

  /** On to the Handshake Secret (with the shared secret, if there is one), then to the Main Secret (with nothing). */
  async next(sharedSecret: Uint8Array | null = null): Promise<KeySchedule> {
    const hashName = this.#secret.hash;
    this.#derived ??= await this.derive("derived");
    const input = sharedSecret ?? new Uint8Array(hash(hashName).length);
    const secret = await hkdfExtract(hashName, this.#derived, input);
    return new KeySchedule(await hmacKey(hashName, secret), this.#emptyHash);
  }

  /** Derive-Secret; `transcriptHash`: the hash of the messages that the label calls for, else of none. */
  derive(label: string, transcriptHash = this.#emptyHash): Promise<Uint8Array> {
    return expandLabel(this.#secret, label, transcriptHash, hash(this.#secret.hash).length);
  }
}

const withoutPsk = new Map<HashName, KeySchedule>();

/** HKDF-Expand-Label. */
export function expandLabel(
  secret: HmacKey,
  label: string,
  context: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  const info = new Writer()
    .uint16(length)
    .vector(1, utf8("tls13 " + label))
    .vector(1, context)
    .bytes();
  return hkdfExpand(secret, info, length);
}

/** RFC 9846 §4.5.3: verify_data of a Finished by the owner of `trafficSecret`. */
export async function finishedVerifyData(
  hashName: HashName,
  trafficSecret: Uint8Array,
  transcriptHash: Uint8Array,
): Promise<Uint8Array> {
  const secret = await hmacKey(hashName, trafficSecret);
  const finishedKey = await expandLabel(secret, "finished", new Uint8Array(), hash(hashName).length);
  return hmac(hashName, finishedKey, transcriptHash);
}

/** RFC 9846 §4.7.1: the PSK of a ticket. */
export async function resumptionPsk(
  hashName: HashName,
  resumptionSecret: Uint8Array,
  ticketNonce: Uint8Array,
): Promise<Uint8Array> {
  const secret = await hmacKey(hashName, resumptionSecret);
  return expandLabel(secret, "resumption", ticketNonce, hash(hashName).length);
}

/** RFC 9846 §7.2: the traffic secret after a KeyUpdate. */
export async function nextTrafficSecret(hashName: HashName, trafficSecret: Uint8Array): Promise<Uint8Array> {
  const secret = await hmacKey(hashName, trafficSecret);
  return expandLabel(secret, "traffic upd", new Uint8Array(), hash(hashName).length);
}
