/**
 * DNS over TCP (RFC 7766), a connection for each question: what this program has to ask is little, and UDP is not
 * to be had everywhere. Every resolver has to answer here (§5).
 */
import { Writer } from "../bytes/mod.ts";
import { type ByteStream, type Deadline, NetworkError, type Runtime } from "../net/mod.ts";
import { OctetReader } from "../net/octet_reader.ts";
import type { DnsExchange } from "./look_up.ts";
import { ResolverError } from "./resolver_error.ts";
import { type DnsServer, dnsServerText } from "./server.ts";

type TcpServer = Extract<DnsServer, { readonly address: string }>;

/** With one that is silent, when there is another. */
const PATIENCE_MS = 2_500;

/** Who does not answer over TCP is passed over, as long as there is another. `servers`: at least one. */
export function overTcp(dial: Runtime["dial"], servers: readonly TcpServer[]): DnsExchange {
  return async (message, deadline) => {
    const failures: ResolverError[] = [];
    for (const [index, server] of servers.entries()) {
      const others = servers.length - index - 1;
      const fairShare = deadline.remaining / (others + 1);
      using patience = others === 0 ? deadline.fork() : deadline.within(Math.min(PATIENCE_MS, fairShare));
      try {
        return await ask(dial, server, message, patience);
      } catch (error) {
        if (deadline.expired || !(error instanceof NetworkError || error instanceof ResolverError)) {
          throw error;
        }
        failures.push(
          error instanceof ResolverError ? error : new ResolverError(
            `the resolver ${dnsServerText(server)} does not answer over TCP: ${error.message}`,
            { cause: error },
          ),
        );
      }
    }
    throw failures[0]!;
  };
}

async function ask(
  dial: Runtime["dial"],
  { address, port }: TcpServer,
  message: Uint8Array,
  deadline: Deadline,
): Promise<Uint8Array> {
  const stream = await dial(address, port, deadline);
  try {
    // RFC 7766 §8: the length with the message, in one write.
    await stream.write(new Writer().vector(2, message).bytes());
    return await readMessage(stream);
  } finally {
    stream.close();
  }
}

/** RFC 1035 §4.2.2: two octets of length, and so many of message. */
async function readMessage(stream: ByteStream): Promise<Uint8Array> {
  const reader = new OctetReader(stream);
  const [high, low] = await readExactly(reader, 2);
  return await readExactly(reader, high! * 256 + low!);
}

async function readExactly(reader: OctetReader, length: number): Promise<Uint8Array> {
  const octets = new Uint8Array(length);
  for (let read = 0; read < length;) {
    const piece = await reader.some(length - read);
    if (piece === null) throw new ResolverError("the resolver closed the connection without an answer");
    octets.set(piece, read);
    read += piece.length;
  }
  return octets;
}
