/** A network in memory: names, records, and servers by address and port; for what is asked of others than the target. */
import type { IssuedCertificate } from "../../src/demo/certificates.ts";
import { type Deadline, NetworkError, type Runtime } from "../../src/net/mod.ts";
import { ContentType } from "../../src/registry/mod.ts";
import { answerFrom, type Zone } from "./dns_server.ts";
import { MemoryStream } from "./memory_stream.ts";
import { serveScript } from "./scripted_server.ts";

/** Serves the far end of one connection. */
export type Server = (stream: MemoryStream) => unknown;

export interface MemoryNetwork {
  readonly runtime: Runtime;
  /** Every connection, as `address:port`, in order. */
  readonly dialled: string[];
  /** Every question to the resolver, as `example.com CAA`, in order. */
  readonly asked: string[];
}

export interface MemoryNetworkOptions {
  /** Host names and their addresses. */
  readonly names?: Readonly<Record<string, string>>;
  /** What the resolver knows; without one there is no resolver. */
  readonly zone?: Zone;
  /** By address and port, as `192.0.2.1:80`; what is not there refuses the connection. */
  readonly servers?: Readonly<Record<string, Server>>;
  readonly now?: Date;
}

export function memoryNetwork({ names = {}, zone, servers = {}, now }: MemoryNetworkOptions): MemoryNetwork {
  const dialled: string[] = [];
  const asked: string[] = [];
  const runtime: Runtime = {
    name: "memory",
    version: "1",
    region: null,
    clock: { now: () => now ?? new Date(), monotonic: () => performance.now() },
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    resolve: (hostname) => {
      const address = names[hostname];
      if (address !== undefined) return Promise.resolve([{ address, family: 4 }]);
      return Promise.reject(new NetworkError("host_not_found", `No address is known for "${hostname}"`));
    },
    exchangeDns: zone && ((question) => {
      const answer = answerFrom(zone, question, asked);
      return answer === null ? new Promise(() => {}) : Promise.resolve(answer);
    }),
    dial(address, port, deadline) {
      const place = `${address}:${port}`;
      dialled.push(place);
      const server = servers[place];
      if (server === undefined) {
        return Promise.reject(new NetworkError("connection_refused", `${place} refused the connection`));
      }
      const [near, far] = MemoryStream.pair();
      Promise.resolve(server(far)).catch(() => {});
      endWith(near, deadline);
      return Promise.resolve(near);
    },
    native: () => Promise.reject(new Error("Nobody asks for the platform's own handshake")),
  };
  return { runtime, dialled, asked };
}

/** Sends `answer` when a request's header has ended, and closes. */
export function http(answer: string | ((request: string) => string)): Server {
  return async (stream) => {
    let request = "";
    while (!request.includes("\r\n\r\n")) {
      const octets = await stream.read();
      if (octets === null) return;
      request += new TextDecoder("latin1").decode(octets);
    }
    await stream.write(latin1(typeof answer === "string" ? answer : answer(request)));
    stream.close();
  };
}

/** The same over TLS. `chain`: leaf first. */
export function https(chain: readonly [IssuedCertificate, ...IssuedCertificate[]], answer: string): Server {
  return (stream) =>
    serveScript(stream, {
      certificate: { chain: chain.map(({ der }) => der), key: chain[0].key },
      async application(server) {
        for (let request = ""; !request.includes("\r\n\r\n");) {
          const message = await server.read();
          if (message === null) return;
          if (message.contentType === ContentType.application_data) {
            request += new TextDecoder("latin1").decode(message.bytes);
          }
        }
        await server.send(ContentType.application_data, latin1(answer));
        await server.flush();
      },
    });
}

function endWith(stream: MemoryStream, { signal }: Deadline): void {
  const end = () => stream.fail(new NetworkError("timeout", "No answer within the deadline"));
  if (signal.aborted) end();
  else signal.addEventListener("abort", end, { once: true });
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
