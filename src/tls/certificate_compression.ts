/** Certificate decompression, RFC 8879: what node:zlib has, which is not the same on every runtime. */
import { CertificateCompressionAlgorithm, certificateCompressionAlgorithms } from "../registry/mod.ts";

type Zlib = typeof import("node:zlib");

interface Options {
  readonly maxOutputLength: number;
  readonly info: true;
}

/** As node:zlib has it with `info`: `bytesWritten` octets of the input were used. */
interface Result {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

type Decompress = (data: Uint8Array, options: Options) => Result;

/** `undefined` where the runtime lacks it. */
const decompressors: ReadonlyMap<number, (zlib: Zlib) => Decompress | undefined> = new Map([
  [CertificateCompressionAlgorithm.zlib, ({ inflateSync }: Zlib) => inflateSync as unknown as Decompress],
  [
    CertificateCompressionAlgorithm.brotli,
    ({ brotliDecompressSync }: Zlib) => brotliDecompressSync as unknown as Decompress,
  ],
  [
    CertificateCompressionAlgorithm.zstd,
    ({ zstdDecompressSync }: Zlib) => zstdDecompressSync as unknown as Decompress,
  ],
]);

/** What is here cannot be had from this runtime. */
export class UnsupportedCompressionError extends Error {
  override readonly name = "UnsupportedCompressionError";
}

/** The algorithms that this runtime decompresses, smallest results first. */
export async function certificateDecompressions(): Promise<number[]> {
  const zlib = await load();
  return PREFERENCE.filter((algorithm) => zlib !== null && decompressors.get(algorithm)!(zlib) !== undefined);
}

const { brotli, zstd, zlib } = CertificateCompressionAlgorithm;
const PREFERENCE: readonly number[] = [brotli, zstd, zlib];

/**
 * The octets that `data` decompresses to, `length` of them and no more. Rejects with `UnsupportedCompressionError`
 * where this runtime lacks the algorithm, and with a `RangeError` or whatever node:zlib throws for bad data.
 */
export async function decompressCertificate(
  algorithm: number,
  data: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  const zlib = await load();
  const decompress = zlib === null ? undefined : decompressors.get(algorithm)?.(zlib);
  if (decompress === undefined) {
    const { name, hex } = certificateCompressionAlgorithms.codePoint(algorithm);
    throw new UnsupportedCompressionError(`There is no code here to decompress ${name ?? hex}`);
  }
  // A bomb goes off no further than the length that was promised.
  const { buffer, engine } = decompress(data, { maxOutputLength: Math.max(1, length), info: true });
  if (buffer.length !== length) throw new RangeError(`there are ${buffer.length} octets, not ${length}`);
  if (engine.bytesWritten !== data.length) {
    throw new RangeError(`${data.length - engine.bytesWritten} octets follow what was compressed`);
  }
  // A view on what may be a Buffer, whose methods are not an array's.
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

async function load(): Promise<Zlib | null> {
  try {
    return await import("node:zlib");
  } catch {
    return null;
  }
}
