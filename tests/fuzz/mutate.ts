/** Ways to spoil octets: each takes some and gives others. */
import { concat } from "../../src/bytes/mod.ts";
import type { Random } from "./random.ts";

type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

/** One to three mutations, one after the other. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let mutated: Uint8Array = bytes.slice();
  for (let count = 1 + random.below(3); count > 0; count--) mutated = random.pick(mutations)(mutated, random);
  return mutated;
}

/** The length in a handshake header, made to fit: so that the fault lies in the body and not around it. */
export function withFittingLength(message: Uint8Array): Uint8Array {
  if (message.length < 4) return message;
  const fitting = message.slice();
  const length = message.length - 4;
  fitting.set([length >> 16 & 0xff, length >> 8 & 0xff, length & 0xff], 1);
  return fitting;
}

const flipBit: Mutation = (bytes, random) => {
  if (bytes.length === 0) return bytes;
  bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
  return bytes;
};

const overwrite: Mutation = (bytes, random) => {
  if (bytes.length === 0) return bytes;
  bytes[random.below(bytes.length)] = random.pick([0, 1, 2, 3, 0x16, 0x30, 0x7f, 0x80, 0xfe, 0xff]);
  return bytes;
};

const cutTail: Mutation = (bytes, random) => bytes.slice(0, random.below(bytes.length + 1));

const cutMiddle: Mutation = (bytes, random) => {
  const start = random.below(bytes.length + 1);
  return concat(bytes.subarray(0, start), bytes.subarray(start + random.below(16)));
};

const insert: Mutation = (bytes, random) => {
  const start = random.below(bytes.length + 1);
  return concat(bytes.subarray(0, start), random.bytes(random.below(24)), bytes.subarray(start));
};

const repeat: Mutation = (bytes, random) => {
  const start = random.below(bytes.length + 1);
  const end = start + random.below(64);
  return concat(bytes.subarray(0, end), bytes.subarray(start));
};

const swap: Mutation = (bytes, random) => {
  const middle = random.below(bytes.length + 1);
  return concat(bytes.subarray(middle), bytes.subarray(0, middle));
};

/** Any two octets may be a length; a little more, a little less, or a great deal. */
const editLength: Mutation = (bytes, random) => {
  if (bytes.length < 2) return bytes;
  const offset = random.below(bytes.length - 1);
  const value = bytes[offset]! * 256 + bytes[offset + 1]!;
  const edited = random.pick([value + 1, value - 1, value + 256, 0, 0xffff, random.below(65536)]) & 0xffff;
  bytes.set([edited >> 8, edited & 0xff], offset);
  return bytes;
};

const mutations: readonly Mutation[] = [
  flipBit,
  flipBit,
  overwrite,
  cutTail,
  cutMiddle,
  insert,
  repeat,
  swap,
  editLength,
  editLength,
];
