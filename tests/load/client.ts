/** One request over a connection of its own, so that no open connection is the client's doing. */

export interface Outcome {
  /** 0: no answer. */
  readonly status: number;
  readonly tookMs: number;
  /** How long to wait, when the service said so. */
  readonly retryAfterMs: number | null;
  /** What is wrong with the answer. */
  readonly problem: string | null;
}

/** `expected`: what a report of this target has in it. Never rejects. */
export async function ask(port: number, path: string, expected: RegExp): Promise<Outcome> {
  const startedMs = performance.now();
  let text = "";
  let failure: string | null = null;
  try {
    text = await exchange(port, path);
  } catch (error) {
    failure = String(error);
  }
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1] ?? 0);
  const [, retryAfter] = /^retry-after: (\d+)\r$/im.exec(text) ?? [];
  return {
    status,
    tookMs: performance.now() - startedMs,
    retryAfterMs: retryAfter === undefined ? null : Number(retryAfter) * 1000,
    problem: failure ?? problemOf(status, text, retryAfter !== undefined, expected),
  };
}

function problemOf(status: number, text: string, saysWhen: boolean, expected: RegExp): string | null {
  if (status === 429 || status === 503) return saysWhen ? null : `${status} without Retry-After`;
  if (status !== 200) return `status ${status}`;
  return expected.test(text) ? null : `an unexpected report: ${/"summary":"[^"]*"/.exec(text)?.[0]}`;
}

async function exchange(port: number, path: string): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const request = `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`;
  await connection.write(new TextEncoder().encode(request));
  return await new Response(connection.readable).text();
}
