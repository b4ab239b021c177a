/** The engine alone with a real server: for what a whole check does not ask. */
import { Deadline } from "../../src/net/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { defaultOffer, handshake, type HandshakeLog, type Offer, type Session } from "../../src/tls/mod.ts";
import type { Credentials } from "./credentials.ts";
import type { TlsServer } from "./tls_servers/mod.ts";

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
  const directory = await Deno.makeTempDir({ prefix: "tls-peer-" });
  try {
    const running = await server.start({ configuration, credentials, directory });
    try {
      return await connect(running.port, offer, use);
    } finally {
      await running.stop();
    }
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function connect<T>(
  port: number,
  offer: Partial<Offer>,
  use: (outcome: Outcome) => T | Promise<T>,
): Promise<T> {
  const { clock, random, dial } = denoRuntime();
  using deadline = new Deadline(10_000);
  const stream = await dial("127.0.0.1", port, deadline);
  try {
    const context = { monotonic: clock.monotonic, random };
    return await use(await handshake(stream, { ...defaultOffer("localhost", []), ...offer }, context));
  } finally {
    stream.close();
  }
}
