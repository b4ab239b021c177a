/** An HTTP server on 127.0.0.1 for what certificates point at; it keeps what it was asked. */

export interface LoopbackHttp extends AsyncDisposable {
  readonly port: number;
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** `GET /path`, in order. */
  readonly requests: string[];
  /** By path; what is not there is 404. May be filled after the start, when addresses are known. */
  readonly answers: Map<string, Answer>;
}

export type Answer = Uint8Array | Response | ((request: Request) => Response | Promise<Response>);

export function loopbackHttp(): LoopbackHttp {
  const requests: string[] = [];
  const answers = new Map<string, Answer>();
  const gone = new AbortController();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, signal: gone.signal, onListen: () => {} },
    (request) => {
      const { pathname } = new URL(request.url);
      requests.push(`${request.method} ${pathname}`);
      const answer = answers.get(pathname);
      if (answer === undefined) return new Response("not here", { status: 404 });
      if (answer instanceof Uint8Array) return new Response(Uint8Array.from(answer));
      return answer instanceof Response ? answer.clone() : answer(request);
    },
  );
  const { port } = server.addr;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    requests,
    answers,
    async [Symbol.asyncDispose]() {
      gone.abort();
      await server.finished;
    },
  };
}
