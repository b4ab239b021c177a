import type { ByteStream } from "../../src/net/mod.ts";

/** A stream whose first octets were looked at, and are to be read once more. */
export function readAgain(octets: Uint8Array, stream: ByteStream): ByteStream {
  const first = [octets];
  return {
    read: () => first.length > 0 ? Promise.resolve(first.pop()!) : stream.read(),
    write: (bytes) => stream.write(bytes),
    closeWrite: () => stream.closeWrite(),
    close: () => stream.close(),
  };
}
