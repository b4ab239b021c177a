/** Ports for servers that cannot choose one themselves and say which. */

/** Calls `start` with a free port; another one when something else was quicker to take it. */
export async function onFreePort<Result>(start: (port: number) => Promise<Result>): Promise<Result> {
  for (let attempt = 1;; attempt++) {
    try {
      return await start(freePort());
    } catch (error) {
      const isTaken = /in use|EADDRINUSE|cannot bind|could not bind|PR_Bind/i.test(String(error));
      if (!isTaken || attempt === ATTEMPTS) throw error;
    }
  }
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

const ATTEMPTS = 3;
