/** The engine alone with a real server: for what a whole check does not ask. */
import { Deadline } from "../../src/net/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import {
  defaultOffer,
  handshake,
  type HandshakeContext,
  type HandshakeLog,
  type Offer,
  type Session,
} from "../../src/tls/mod.ts";
import type { Credentials } from "./credentials.ts";
import type { RunningTlsServer, TlsServer } from "./tls_servers/mod.ts";

export interface Outcome {
  readonly log: HandshakeLog;
  readonly session: Session | null;
}

/** `offer`: what it says otherwise than an ordinary check. `use`: before the connection is closed. */
export async function shakeHandsWith<T>(
  server: TlsServer,
  configuration: string,
  credentials: Credentials,
  offer: Partial<Offer>,
  use: (outcome: Outcome) => T | Promise<T>,
): Promise<T> {
  return await withServer(server, configuration, credentials, ({ port }) => connectTo(port, offer, use));
}

export async function withServer<T>(
  server: TlsServer,
  configuration: string,
  credentials: Credentials,
  use: (running: RunningTlsServer) => Promise<T>,
): Promise<T> {
  const directory = await Deno.makeTempDir({ prefix: "tls-peer-" });
  try {
    const running = await server.start({ configuration, credentials, directory });
    try {
      return await use(running);
    } finally {
      await running.stop();
    }
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

export async function connectTo<T>(
  port: number,
  offer: Partial<Offer>,
  use: (outcome: Outcome) => T | Promise<T>,
  more: Partial<HandshakeContext> = {},
): Promise<T> {
  const { clock, random, dial } = denoRuntime();
  using deadline = new Deadline(10_000);
  const stream = await dial("127.0.0.1", port, deadline);
  try {
    const context = { monotonic: clock.monotonic, random, ...more };
    return await use(await handshake(stream, { ...defaultOffer("localhost", []), ...offer }, context));
  } finally {
    stream.close();
  }
}
