/** A runtime whose connections bring what the peer sends late, as if it were far away. */
import type { ByteStream, Runtime } from "../../src/net/mod.ts";

export function slowRuntime(runtime: Runtime, delayMs: number): Runtime {
  return {
    ...runtime,
    async resolve(...request) {
      await later(delayMs);
      return await runtime.resolve(...request);
    },
    async dial(...request) {
      await later(delayMs);
      return slowed(await runtime.dial(...request), delayMs);
    },
  };
}

function slowed(stream: ByteStream, delayMs: number): ByteStream {
  return {
    async read() {
      const octets = await stream.read();
      await later(delayMs);
      return octets;
    },
    write: (octets) => stream.write(octets),
    closeWrite: () => stream.closeWrite(),
    close: () => stream.close(),
  };
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
