/**
 * Triple DES (FIPS 46-3) in CBC mode, for runtimes whose node:crypto has none. Slow, and slow is enough: no
 * server that still wants it sends much.
 */

/** Runs over whole blocks. `key`: 24 octets; `iv`: 8. */
export function tripleDesCbc(
  direction: "encrypt" | "decrypt",
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const [k1, k2, k3] = [0, 8, 16].map((offset) => keySchedule(key.subarray(offset, offset + 8)));
  const stages = direction === "encrypt"
    ? [k1!, k2!.toReversed(), k3!] // FIPS 46-3 §4: encrypt, decrypt, encrypt
    : [k3!.toReversed(), k2!, k1!.toReversed()];
  const output = new Uint8Array(data.length);
  let chain = readBlock(iv, 0);
  for (let offset = 0; offset < data.length; offset += BLOCK_LENGTH) {
    const block = readBlock(data, offset);
    if (direction === "encrypt") {
      chain = crypt(xor(block, chain), stages);
      writeBlock(output, offset, chain);
    } else {
      writeBlock(output, offset, xor(crypt(block, stages), chain));
      chain = block;
    }
  }
  return output;
}

const BLOCK_LENGTH = 8;

/** The left and the right half, 32 bits each. */
type Block = readonly [left: number, right: number];

/** For each of the 16 rounds eight groups of 6 bits. */
type KeySchedule = readonly (readonly number[])[];

function crypt(block: Block, stages: readonly KeySchedule[]): Block {
  let [left, right] = permuteBlock(block, initialPermutation);
  for (const rounds of stages) {
    for (const roundKey of rounds) [left, right] = [right, left ^ cipherFunction(right, roundKey)];
    // The halves change places after the last round; the permutations between the stages undo each other.
    [left, right] = [right, left];
  }
  return permuteBlock([left, right], finalPermutation);
}

/** f(R, K): expansion, the S-boxes and P at once. */
function cipherFunction(right: number, roundKey: readonly number[]): number {
  let result = 0;
  for (let i = 0; i < 8; i++) {
    const expanded = rotateLeft(right, (4 * i + 31) % 32) >>> 26;
    result ^= substitution()[i]![expanded ^ roundKey[i]!]!;
  }
  return result;
}

/** Every S-box's output, put in its place and through P. Made at first use. */
let substitutionTables: readonly Int32Array[] | null = null;

function substitution(): readonly Int32Array[] {
  return substitutionTables ??= sBoxes.map((rows, i) =>
    Int32Array.from({ length: 64 }, (_, input) => {
      const row = input >> 4 & 2 | input & 1;
      const output = parseInt(rows[16 * row + (input >> 1 & 15)]!, 16);
      const bits = (output << (28 - 4 * i)) >>> 0;
      return permutation.reduce((word, from) => word << 1 | bits >>> (32 - from) & 1, 0);
    })
  );
}

function keySchedule(key: Uint8Array): KeySchedule {
  const [high, low] = readBlock(key, 0);
  const bit = (position: number) =>
    position <= 32 ? high >>> (32 - position) & 1 : low >>> (64 - position) & 1;
  let halves = [permutedChoice1.slice(0, 28).map(bit), permutedChoice1.slice(28).map(bit)];
  return leftShifts.map((shift) => {
    halves = halves.map((half) => [...half.slice(shift), ...half.slice(0, shift)]);
    const chosen = permutedChoice2.map((position) => halves.flat()[position - 1]!);
    return Array.from({ length: 8 }, (_, i) => parseInt(chosen.slice(6 * i, 6 * i + 6).join(""), 2));
  });
}

function permuteBlock([left, right]: Block, table: readonly number[]): Block {
  const halves = [0, 0];
  for (const [i, from] of table.entries()) {
    const bit = from <= 32 ? left >>> (32 - from) & 1 : right >>> (64 - from) & 1;
    halves[i >> 5] = halves[i >> 5]! << 1 | bit;
  }
  return [halves[0]!, halves[1]!];
}

function rotateLeft(word: number, by: number): number {
  return word << by | word >>> (32 - by);
}

function xor(a: Block, b: Block): Block {
  return [a[0] ^ b[0], a[1] ^ b[1]];
}

function readBlock(bytes: Uint8Array, offset: number): Block {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, BLOCK_LENGTH);
  return [view.getInt32(0), view.getInt32(4)];
}

function writeBlock(bytes: Uint8Array<ArrayBuffer>, offset: number, [left, right]: Block): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, BLOCK_LENGTH);
  view.setInt32(0, left);
  view.setInt32(4, right);
}

/** IP of FIPS 46-3: its rows begin so and go down in steps of eight. */
const initialPermutation = [58, 60, 62, 64, 57, 59, 61, 63].flatMap((first) =>
  Array.from({ length: 8 }, (_, i) => first - 8 * i)
);

/** The inverse of IP. */
const finalPermutation = Array.from({ length: 64 }, (_, i) => initialPermutation.indexOf(i + 1) + 1);

// deno-fmt-ignore
/** P */
const permutation = [
  16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10,
  2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25,
];

// deno-fmt-ignore
const permutedChoice1 = [
  57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
  63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
];

// deno-fmt-ignore
const permutedChoice2 = [
  14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
  41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
];

const leftShifts = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

/** S1 to S8, each as its four rows of sixteen hexadecimal digits. */
const sBoxes = [
  "e4d12fb83a6c5907" + "0f74e2d1a6cb9538" + "41e8d62bfc973a50" + "fc8249175b3ea06d",
  "f18e6b34972dc05a" + "3d47f28ec01a69b5" + "0e7ba4d158c6932f" + "d8a13f42b67c05e9",
  "a09e63f51dc7b428" + "d709346a285ecbf1" + "d6498f30b12c5ae7" + "1ad069874fe3b52c",
  "7de3069a1285bc4f" + "d8b56f03472c1ae9" + "a690cb7df13e5284" + "3f06a1d8945bc72e",
  "2c417ab6853fd0e9" + "eb2c47d150fa3986" + "421bad78f9c5630e" + "b8c71e2d6f09a453",
  "c1af92680d34e75b" + "af427c9561de0b38" + "9ef528c3704a1db6" + "432c95fabe17608d",
  "4b2ef08d3c975a61" + "d0b7491ae35c2f86" + "14bdc37eaf680592" + "6bd814a7950fe23c",
  "d2846fb1a93e50c7" + "1fd8a374c56b0e92" + "7b419ce206adf358" + "21e74a8dfc90356b",
];
