/** A network in memory with HTTP servers in it: names, and what each server says octet for octet. */
import { type Deadline, NetworkError, type Runtime } from "../../src/net/mod.ts";
import { MemoryStream, type MemoryStreamOptions } from "./memory_stream.ts";

export interface MemoryHttp {
  readonly runtime: Runtime;
  /** Every connection, as `address:port`. */
  readonly dialled: string[];
  /** Everything each connection was sent, as text, in the order of the connections. */
  readonly requests: string[];
}

/** What a server sends when it was asked; nothing after it when `open`, or else the end of the stream. */
export interface Answer {
  readonly octets: string | Uint8Array;
  readonly open?: boolean;
}

/** `names`: host names and their addresses. `answers`: by address and port, as `192.0.2.1:80`. */
export function memoryHttp(
  names: Readonly<Record<string, string>>,
  answers: Readonly<Record<string, (request: string) => Answer>>,
  options: MemoryStreamOptions = {},
): MemoryHttp {
  const dialled: string[] = [];
  const requests: string[] = [];
  const runtime: Runtime = {
    name: "memory",
    version: "1",
    region: null,
    clock: { now: () => new Date(0), monotonic: () => performance.now() },
    random: (length) => new Uint8Array(length),
    resolve: (hostname) => {
      const address = names[hostname];
      if (address !== undefined) return Promise.resolve([{ address, family: 4 }]);
      return Promise.reject(new NetworkError("host_not_found", `No address is known for "${hostname}"`));
    },
    dial(address, port, deadline) {
      const place = `${address}:${port}`;
      dialled.push(place);
      const answer = answers[place];
      if (answer === undefined) {
        return Promise.reject(new NetworkError("connection_refused", `${place} refused the connection`));
      }
      const [client, server] = MemoryStream.pair(options);
      serve(server, answer, (request) => requests.push(request));
      endWith(client, deadline);
      return Promise.resolve(client);
    },
    native: () => Promise.reject(new Error("Nobody asks for the platform's own handshake")),
  };
  return { runtime, dialled, requests };
}

async function serve(
  server: MemoryStream,
  answer: (request: string) => Answer,
  tell: (request: string) => void,
): Promise<void> {
  let request = "";
  while (!isComplete(request)) {
    const bytes = await server.read();
    if (bytes === null) return;
    request += latin1(bytes);
  }
  tell(request);
  const { octets, open = false } = answer(request);
  await server.write(typeof octets === "string" ? Uint8Array.from(octets, (c) => c.charCodeAt(0)) : octets);
  if (!open) server.close();
}

function isComplete(request: string): boolean {
  const end = request.indexOf("\r\n\r\n");
  const length = /^content-length: (\d+)\r$/im.exec(request)?.[1] ?? "0";
  return end >= 0 && request.length >= end + 4 + Number(length);
}

/** As every dialled stream does. */
function endWith(stream: MemoryStream, { signal }: Deadline): void {
  const end = () => stream.fail(new NetworkError("timeout", "No answer within the deadline"));
  if (signal.aborted) end();
  else signal.addEventListener("abort", end, { once: true });
}

export function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (octet) => String.fromCharCode(octet)).join("");
}
