/**
 * The named groups of TLS, one entry each.
 *
 * A group is one key agreement algorithm, or the two of a hybrid: its shares and secrets are those of its
 * parts, in the order of the list (RFC 10024).
 */
import { concat } from "../bytes/mod.ts";
import { curves } from "./curve.ts";
import { ecdh } from "./ecdh.ts";
import { KeyShareError } from "./errors.ts";
import { ffdhe } from "./ffdhe.ts";
import type { KeyAgreementAlgorithm, KeyPair } from "./key_agreement.ts";
import { mlKem1024, mlKem512, mlKem768 } from "./ml_kem.ts";
import { x25519, x448 } from "./montgomery.ts";

export interface Group {
  /** The NamedGroup code point. */
  readonly value: number;
  /** IANA's name. */
  readonly name: string;
  readonly kind: "ECDHE" | "DHE" | "KEM" | "hybrid";
  /** Size of the field or the prime, in a hybrid of the classical part's; of ML-KEM, the parameter set. */
  readonly bits: number;
  /** Octets on the wire. */
  readonly clientShareLength: number;
  readonly serverShareLength: number;
  generate(): Promise<KeyShare>;
}

export interface KeyShare {
  /** The NamedGroup code point. */
  readonly group: number;
  /** The client's share as it stands in KeyShareEntry.key_exchange or ECPoint. */
  readonly publicKey: Uint8Array;
  /** Throws `KeyShareError` when the server's share is not one the group allows. */
  deriveSharedSecret(peerPublicKey: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
}

/** The group with this code point, or `null` when it is not in the table. */
export function group(value: number): Group | null {
  return groups.find((each) => each.value === value) ?? null;
}

/** Code points of the groups that this runtime can do, natively or by what is packed with us. */
export function supportedGroups(): Promise<number[]> {
  return valuesWhere(({ implementations }) => implementations.isAvailable());
}

/** Code points of the groups that WebCrypto does here; the others cost more time, most of all at first use. */
export function nativeGroups(): Promise<number[]> {
  return valuesWhere(async ({ implementations }) => await implementations.named("subtle") !== null);
}

/** A share with a known private key (x25519, x448 and the NIST curves), for replaying recorded handshakes. */
export async function keyShareFromPrivateKey(
  group: number,
  privateKey: Uint8Array,
  publicKey: Uint8Array,
): Promise<KeyShare> {
  const found = groups.find(({ value }) => value === group);
  const [algorithm, ...others] = found?.parts ?? [];
  const agreement = await algorithm?.implementations.first();
  if (!found || others.length > 0 || !agreement?.fromPrivateKey) {
    throw new RangeError(`Group ${group} does not take a private key`);
  }
  return keyShare(found, [await agreement.fromPrivateKey(privateKey, publicKey)]);
}

interface GroupEntry extends Group {
  readonly parts: readonly KeyAgreementAlgorithm[];
}

const p256 = ecdh(curves["P-256"]);
const p384 = ecdh(curves["P-384"]);
const p521 = ecdh(curves["P-521"]);

/** What the tests see beside `Group`. */
export const groups: readonly GroupEntry[] = [
  entry(29, "x25519", x25519),
  entry(23, "secp256r1", p256),
  entry(24, "secp384r1", p384),
  entry(25, "secp521r1", p521),
  entry(30, "x448", x448),
  entry(4588, "X25519MLKEM768", mlKem768, x25519),
  entry(4587, "SecP256r1MLKEM768", p256, mlKem768),
  entry(4589, "SecP384r1MLKEM1024", p384, mlKem1024),
  entry(512, "MLKEM512", mlKem512),
  entry(513, "MLKEM768", mlKem768),
  entry(514, "MLKEM1024", mlKem1024),
  entry(256, "ffdhe2048", ffdhe(2048)),
  entry(257, "ffdhe3072", ffdhe(3072)),
  entry(258, "ffdhe4096", ffdhe(4096)),
  entry(259, "ffdhe6144", ffdhe(6144)),
  entry(260, "ffdhe8192", ffdhe(8192)),
];

function entry(
  value: number,
  name: string,
  ...parts: readonly KeyAgreementAlgorithm[]
): GroupEntry {
  const main = parts.find((part) => part.kind !== "KEM") ?? parts[0]!;
  const self: GroupEntry = {
    value,
    name,
    kind: parts.length > 1 ? "hybrid" : main.kind,
    parts,
    bits: main.bits,
    clientShareLength: parts.reduce((sum, { clientShareLength }) => sum + clientShareLength, 0),
    serverShareLength: parts.reduce((sum, { serverShareLength }) => sum + serverShareLength, 0),
    async generate() {
      const generate = async (part: KeyAgreementAlgorithm) => (await part.implementations.first()).generate();
      return keyShare(self, await Promise.all(parts.map(generate)));
    },
  };
  return self;
}

/** `pairs`: one for each part, in order. */
export function keyShare(group: GroupEntry, pairs: readonly KeyPair[]): KeyShare {
  return {
    group: group.value,
    publicKey: concat(...pairs.map(({ publicKey }) => publicKey)),
    async deriveSharedSecret(peerPublicKey) {
      if (peerPublicKey.length !== group.serverShareLength) {
        throw new KeyShareError(
          `The server's share of ${group.name} has ${peerPublicKey.length} octets, not ${group.serverShareLength}`,
        );
      }
      const secrets: Uint8Array[] = [];
      let offset = 0;
      for (const [i, part] of group.parts.entries()) {
        const share = peerPublicKey.subarray(offset, offset += part.serverShareLength);
        secrets.push(await deriveSecret(part, pairs[i]!, share));
      }
      return concat(...secrets);
    },
  };
}

async function deriveSecret(
  part: KeyAgreementAlgorithm,
  pair: KeyPair,
  share: Uint8Array,
): Promise<Uint8Array> {
  try {
    return await pair.deriveSharedSecret(share);
  } catch {
    // What an implementation says of it differs from one to the next, and could say too much.
    throw new KeyShareError(`The server's share is not a valid public value of ${part.name}`);
  }
}

async function valuesWhere(
  holds: (part: KeyAgreementAlgorithm) => boolean | Promise<boolean>,
): Promise<number[]> {
  const values: number[] = [];
  for (const { value, parts } of groups) {
    const held = await Promise.all(parts.map(holds));
    if (held.every(Boolean)) values.push(value);
  }
  return values;
}
