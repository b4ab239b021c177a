/** A socket of `cloudflare:sockets` whose other end is the test. */
import type { Connect, PlatformSocket } from "../../src/runtime/workerd_sockets.ts";

/** What the platform says of every connection that cannot be had. */
export const cannotConnect = new Error("proxy request failed, cannot connect to the specified address");
/** What it says of every one that breaks. */
export const connectionLost = new Error("Network connection lost.");

export interface FakeSocketOptions {
  /** What becomes of the connection; without it, it stands at once. */
  readonly opened?: Promise<unknown>;
  /** What becomes of the platform's own handshake; without it, it never ends. */
  readonly secured?: Promise<unknown>;
}

export class FakeSocket {
  readonly dialled: { readonly hostname: string; readonly port: number; readonly secureTransport: string }[] =
    [];
  readonly written: Uint8Array[] = [];
  writeEnded = false;
  closes = 0;
  /** Fails every write from now on, when set. */
  writeError: Error | null = null;
  readonly #options: FakeSocketOptions;
  #controller!: ReadableStreamDefaultController<Uint8Array>;

  constructor(options: FakeSocketOptions = {}) {
    this.#options = options;
  }

  readonly connect: Connect = ({ hostname, port }, { secureTransport }) => {
    this.dialled.push({ hostname, port, secureTransport });
    return this.#socket(this.#options.opened ?? Promise.resolve());
  };

  send(...octets: number[]): void {
    this.#controller.enqueue(Uint8Array.from(octets));
  }

  end(): void {
    this.#controller.close();
  }

  lose(): void {
    this.#controller.error(connectionLost);
  }

  #socket(opened: Promise<unknown>): PlatformSocket {
    opened.catch(() => {});
    return {
      opened,
      closed: Promise.resolve(),
      readable: new ReadableStream({ start: (controller) => void (this.#controller = controller) }),
      writable: new WritableStream({
        write: (chunk) => {
          if (this.writeError !== null) throw this.writeError;
          this.written.push(chunk);
        },
        close: () => void (this.writeEnded = true),
      }),
      close: () => {
        this.closes++;
        return Promise.resolve();
      },
      startTls: () => this.#socket(this.#options.secured ?? new Promise(() => {})),
    };
  }
}
