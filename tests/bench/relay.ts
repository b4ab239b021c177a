/** Stands before a server on loopback, and counts the connections that are made to it. */

export interface Relay extends AsyncDisposable {
  readonly port: number;
  /** Up to now. */
  readonly connections: number;
}

export function startRelay(to: number): Relay {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const passing = new Set<Promise<void>>();
  let connections = 0;
  const accepting = (async () => {
    for await (const client of listener) {
      connections++;
      const passed = pass(client, to).finally(() => passing.delete(passed));
      passing.add(passed);
    }
  })();
  return {
    port: listener.addr.port,
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      listener.close();
      await accepting;
      await Promise.all(passing);
    },
  };
}

async function pass(client: Deno.TcpConn, to: number): Promise<void> {
  try {
    const server = await Deno.connect({ hostname: "127.0.0.1", port: to });
    await Promise.allSettled([
      client.readable.pipeTo(server.writable),
      server.readable.pipeTo(client.writable),
    ]);
  } catch {
    // A server that is gone is for the client to notice
    client.close();
  }
}
