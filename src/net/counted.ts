/**
 * A runtime that has at most so many connections open at once, and counts them. Cloudflare lets a request wait for a
 * seventh, and no server or resolver needs to meet more of us either.
 */
import type { ByteStream } from "./byte_stream.ts";
import type { Deadline } from "./deadline.ts";
import type { Runtime, SecureServer } from "./runtime.ts";
import { Slots } from "./slots.ts";

export const MAXIMUM_CONNECTIONS = 6;

/** Where names are looked up over HTTPS, A and AAAA are asked for side by side. */
const CONNECTIONS_OF_A_LOOKUP = 2;

export interface CountedConnections {
  /** TCP connections that were begun; the platform's own handshake counts as one. */
  readonly opened: number;
  readonly mostAtOnce: number;
}

export interface CountedRuntime {
  readonly runtime: Runtime;
  /** Up to now. */
  readonly connections: CountedConnections;
}

export function counted(runtime: Runtime): CountedRuntime {
  const slots = new Slots(MAXIMUM_CONNECTIONS);
  let opened = 0;
  let open = 0;
  let mostAtOnce = 0;

  /** The function it gives tells that the connection is no more, and may be called more than once. */
  function begin(slot: Disposable): () => void {
    opened++;
    mostAtOnce = Math.max(mostAtOnce, ++open);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      open--;
      slot[Symbol.dispose]();
    };
  }

  async function connecting(dial: () => Promise<ByteStream>, deadline: Deadline): Promise<ByteStream> {
    const end = begin(await slots.take(1, deadline));
    try {
      return ending(await dial(), end);
    } catch (error) {
      end();
      throw error;
    }
  }

  return {
    get connections() {
      return { opened, mostAtOnce };
    },
    runtime: {
      get name() {
        return runtime.name;
      },
      get version() {
        return runtime.version;
      },
      get region() {
        return runtime.region;
      },
      get clock() {
        return runtime.clock;
      },
      random: (length) => runtime.random(length),
      get webPortsOnly() {
        return runtime.webPortsOnly;
      },

      async resolve(hostname, deadline) {
        using _slot = await slots.take(CONNECTIONS_OF_A_LOOKUP, deadline);
        return await runtime.resolve(hostname, deadline);
      },

      get exchangeDns() {
        const { exchangeDns } = runtime;
        return exchangeDns && (async (message: Uint8Array<ArrayBuffer>, deadline: Deadline) => {
          using _slot = await slots.take(1, deadline);
          return await exchangeDns(message, deadline);
        });
      },

      dial: (address, port, deadline) => connecting(() => runtime.dial(address, port, deadline), deadline),

      get dialSecurely() {
        const { dialSecurely } = runtime;
        return dialSecurely &&
          ((server: SecureServer, deadline: Deadline) =>
            connecting(() => dialSecurely(server, deadline), deadline));
      },

      async native(request, deadline) {
        const end = begin(await slots.take(1, deadline));
        try {
          return await runtime.native(request, deadline);
        } finally {
          end();
        }
      },
    },
  };
}

function ending(stream: ByteStream, end: () => void): ByteStream {
  return {
    ...(stream.local === undefined ? {} : { local: stream.local }),
    read: () => stream.read(),
    write: (bytes) => stream.write(bytes),
    closeWrite: () => stream.closeWrite(),
    close() {
      stream.close();
      end();
    },
  };
}
