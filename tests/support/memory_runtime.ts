/**
 * A platform that exists in memory only: names, connections and the runtime's own handshake are what a test says.
 *
 * It counts its connections, and its wall clock stands where the scripted servers' certificates are valid.
 */
import {
  type Address,
  type ByteStream,
  type Clock,
  type Deadline,
  type NativeOutcome,
  type NativeRequest,
  NetworkError,
  type Runtime,
  type Timer,
} from "../../src/net/mod.ts";
import { MemoryStream, type MemoryStreamOptions } from "./memory_stream.ts";
import { validAt } from "./scripted_server/certificates.ts";

/** Serves the far end of one connection; `index` counts them from 0. */
export type Peer = (stream: MemoryStream, index: number) => unknown;

export interface MemoryRuntimeOptions {
  /** Without one, no connection comes about until the deadline. */
  readonly peer?: Peer;
  /** Instead of a connection: what dialling rejects with. */
  readonly dialError?: Error;
  /** What a name resolves to, or rejects with; `192.0.2.7` without it. */
  readonly resolve?: readonly Address[] | Error;
  /** What the runtime's own handshake resolves to, or rejects with; `not_available` without it. */
  readonly native?: Partial<NativeOutcome> | Error;
  readonly now?: Date;
  readonly timer?: Timer;
  readonly stream?: MemoryStreamOptions;
}

export class MemoryRuntime implements Runtime {
  readonly name = "memory";
  readonly version = "1.0";
  readonly region = null;
  readonly clock: Clock;
  /** What was dialled, as `address:port`. */
  readonly dialled: string[] = [];
  /** Connections that are open now, and the most that ever were. */
  open = 0;
  mostOpen = 0;
  readonly nativeRequests: NativeRequest[] = [];
  readonly #options: MemoryRuntimeOptions;
  readonly #serving: Promise<unknown>[] = [];

  constructor(options: MemoryRuntimeOptions = {}) {
    this.#options = options;
    const { now = validAt, timer } = options;
    this.clock = { now: () => now, monotonic: () => performance.now(), ...(timer && { timer }) };
  }

  random(length: number): Uint8Array<ArrayBuffer> {
    return crypto.getRandomValues(new Uint8Array(length));
  }

  resolve(_hostname: string, deadline: Deadline): Promise<Address[]> {
    const { resolve = [{ address: "192.0.2.7", family: 4 }] } = this.#options;
    if (deadline.expired) return Promise.reject(new NetworkError("timeout", "The deadline has passed"));
    return resolve instanceof Error ? Promise.reject(resolve) : Promise.resolve([...resolve]);
  }

  dial(address: string, port: number, deadline: Deadline): Promise<ByteStream> {
    const { peer, dialError, stream = {} } = this.#options;
    this.dialled.push(`${address}:${port}`);
    if (dialError !== undefined) return Promise.reject(dialError);
    const never = new Promise<never>(() => {});
    if (peer === undefined || deadline.expired) return deadline.race(never, `connecting to ${address}`);
    const [near, far] = MemoryStream.pair(stream);
    this.#serving.push(Promise.resolve(peer(far, this.dialled.length - 1)));
    return Promise.resolve(this.#counted(near, deadline));
  }

  native(request: NativeRequest): Promise<NativeOutcome> {
    const { native = {} } = this.#options;
    this.nativeRequests.push(request);
    if (native instanceof Error) return Promise.reject(native);
    return Promise.resolve({
      api: "Memory.connectTls",
      outcome: "not_available",
      applicationProtocol: null,
      error: null,
      certificates: [],
      protocolVersion: null,
      cipherSuite: null,
      ...native,
    });
  }

  /** Settles when every peer has ended. */
  async served(): Promise<void> {
    await Promise.all(this.#serving);
  }

  #counted(stream: MemoryStream, deadline: Deadline): ByteStream {
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
    const timeUp = () => stream.fail(new NetworkError("timeout", "The deadline has passed"));
    if (deadline.expired) timeUp();
    deadline.signal.addEventListener("abort", timeUp, { once: true });
    return {
      read: () => stream.read(),
      write: (bytes) => stream.write(bytes),
      closeWrite: () => stream.closeWrite(),
      close: () => {
        if (stream.closed) return;
        deadline.signal.removeEventListener("abort", timeUp);
        this.open--;
        stream.close();
      },
    };
  }
}
