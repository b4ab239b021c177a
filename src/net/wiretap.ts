/** A runtime that notes what goes over the connections that it dials, within bounds. */
import type { ByteStream } from "./byte_stream.ts";
import type { Deadline } from "./deadline.ts";
import { NetworkError } from "./network_error.ts";
import type { Runtime } from "./runtime.ts";
import type { WireConnection, WireEvent } from "./wire.ts";

/** Of all connections together: several times what the engine reads from one. */
const OCTETS_MAX = 8 * 1024 * 1024;
/** A peer can send every octet by itself. */
const EVENTS_MAX = 16 * 1024;

type Noted = { -readonly [Name in keyof WireConnection]: WireConnection[Name] } & { events: WireEvent[] };

export class Wiretap {
  readonly #noted: Noted[] = [];
  #octets = 0;
  #events = 0;

  /** In the order in which they were dialled; as they are now, whatever comes later. */
  get connections(): readonly WireConnection[] {
    return this.#noted.map((noted) => ({ ...noted, events: [...noted.events] }));
  }

  on(runtime: Runtime): Runtime {
    return {
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
      resolve: (hostname, deadline) => runtime.resolve(hostname, deadline),
      get exchangeDns() {
        return runtime.exchangeDns;
      },
      dial: (address, port, deadline) => this.#dial(runtime, address, port, deadline),
      native: (request, deadline) => runtime.native(request, deadline),
    };
  }

  async #dial(runtime: Runtime, address: string, port: number, deadline: Deadline): Promise<ByteStream> {
    const { monotonic } = runtime.clock;
    const noted: Noted = {
      local: null,
      remote: { address, port },
      dialledMs: monotonic(),
      openedMs: null,
      failure: null,
      events: [],
      cut: false,
    };
    this.#noted.push(noted);
    try {
      const stream = await runtime.dial(address, port, deadline);
      noted.local = stream.local ?? null;
      noted.openedMs = monotonic();
      return this.#listen(stream, noted, monotonic);
    } catch (error) {
      if (!(error instanceof NetworkError) || isForbidden(error)) {
        this.#noted.splice(this.#noted.indexOf(noted), 1);
      } else {
        noted.failure = error.message;
        if (isRefusal(error)) this.#note(noted, { kind: "reset", atMs: monotonic() });
      }
      throw error;
    }
  }

  #listen(stream: ByteStream, noted: Noted, monotonic: () => number): ByteStream {
    const over = () => noted.events.some(({ kind }) => kind === "reset");
    const noteOnce = (kind: "sent_end" | "received_end" | "reset") => {
      if (over() || noted.events.some((event) => event.kind === kind)) return;
      this.#note(noted, { kind, atMs: monotonic() });
    };
    const attempt = async <T>(action: Promise<T>): Promise<T> => {
      try {
        return await action;
      } catch (error) {
        if (error instanceof NetworkError && error.code === "connection_reset") noteOnce("reset");
        throw error;
      }
    };
    let closed = false;
    return {
      ...(stream.local === undefined ? {} : { local: stream.local }),
      read: async () => {
        const bytes = await attempt(stream.read());
        if (closed) return bytes;
        if (bytes === null) noteOnce("received_end");
        else this.#note(noted, { kind: "received", atMs: monotonic(), bytes: bytes.slice() });
        return bytes;
      },
      write: async (bytes) => {
        // Before it is awaited: the answer may be there first.
        const sent: WireEvent = { kind: "sent", atMs: monotonic(), bytes: bytes.slice() };
        this.#note(noted, sent);
        try {
          await attempt(stream.write(bytes));
        } catch (error) {
          noted.events = noted.events.filter((event) => event !== sent);
          throw error;
        }
      },
      closeWrite: async () => {
        noteOnce("sent_end");
        await attempt(stream.closeWrite());
      },
      close: () => {
        if (!closed) noteOnce("sent_end");
        closed = true;
        stream.close();
      },
    };
  }

  #note(noted: Noted, event: WireEvent): void {
    if (noted.cut) return;
    this.#octets += "bytes" in event ? event.bytes.length : 0;
    this.#events += 1;
    if (this.#octets > OCTETS_MAX || this.#events > EVENTS_MAX) noted.cut = true;
    else noted.events.push(event);
  }
}

/** What a policy or the platform forbids never reaches the network. */
function isForbidden({ code }: NetworkError): boolean {
  return code !== "connection_refused" && code !== "connection_reset" && code !== "timeout";
}

/** A router's or a firewall's word has the same code, and is no answer of the peer's. */
function isRefusal({ cause }: NetworkError): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
}
