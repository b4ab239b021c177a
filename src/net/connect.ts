/** A connection to the first of several addresses that answers: RFC 8305 §5, with its delay between attempts. */
import type { ByteStream } from "./byte_stream.ts";
import type { Deadline } from "./deadline.ts";
import type { Address, Runtime } from "./runtime.ts";

/** RFC 8305 §8: Connection Attempt Delay. */
const ATTEMPT_DELAY_MS = 250;

export interface Connected {
  readonly address: Address;
  readonly stream: ByteStream;
}

/** `addresses`: at least one, in the order to try. Rejects with the first address's `NetworkError` when none answers. */
export async function connect(
  runtime: Runtime,
  addresses: readonly Address[],
  port: number,
  deadline: Deadline,
): Promise<Connected> {
  const attempts: Promise<Connected>[] = [];
  let won = false;
  for (const address of addresses) {
    const attempt = runtime.dial(address.address, port, deadline).then((stream) => {
      if (won) stream.close();
      won = true;
      return { address, stream };
    });
    attempt.catch(() => {});
    attempts.push(attempt);
    if (attempts.length === addresses.length) break;
    using delay = new Delay(ATTEMPT_DELAY_MS);
    await Promise.race([outcome(attempt), delay.over]);
    if (won) break;
  }
  try {
    return await Promise.any(attempts);
  } catch {
    return await attempts[0]!;
  }
}

function outcome(attempt: Promise<Connected>): Promise<void> {
  return attempt.then(() => {}, () => {});
}

/** A wait that leaves no timer behind when something else came first. */
class Delay {
  readonly over: Promise<void>;
  readonly #timer: ReturnType<typeof setTimeout>;

  constructor(milliseconds: number) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.over = promise;
    this.#timer = setTimeout(resolve, milliseconds);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
