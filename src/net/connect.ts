/** A connection to the first of several addresses that answers: RFC 8305 §4 and §5, with its delay between attempts. */
import type { ByteStream } from "./byte_stream.ts";
import type { Deadline } from "./deadline.ts";
import { NetworkError } from "./network_error.ts";
import type { Address, Runtime } from "./runtime.ts";

/** RFC 8305 §8: Connection Attempt Delay. */
const ATTEMPT_DELAY_MS = 250;

/** Attempts at once: fewer than the connections that a check may have, or those that hang would keep others from it. */
const MOST_AT_ONCE = 5;

/**
 * Addresses of one name that are dialled. Whoever controls a name says how many it has and whose they are, and gets no
 * scan of them by asking for one connection; eight are more than the names of honest servers need, both families counted.
 */
export const MAXIMUM_ATTEMPTS = 8;

export interface Connected {
  readonly address: Address;
  readonly stream: ByteStream;
}

/**
 * `addresses`: at least one, as the resolver sorted them. Rejects with the first address's `NetworkError` when none
 * of those that were tried answers; it says how many they were when they are not all.
 */
export async function connect(
  runtime: Pick<Runtime, "dial">,
  addresses: readonly Address[],
  port: number,
  deadline: Deadline,
): Promise<Connected> {
  const tried = byTurns(addresses).slice(0, MAXIMUM_ATTEMPTS);
  const attempts: Attempt[] = [];
  let winner: Attempt | null = null;
  const begin = (address: Address): Attempt => {
    // Of its own, so that it can be given up; what it connects ends with the whole check's all the same.
    const patience = deadline.fork();
    const connected = runtime.dial(address.address, port, patience).then((stream) => {
      if (winner !== null) stream.close();
      winner ??= attempt;
      return { address, stream };
    });
    const attempt = { connected, patience };
    connected.catch(() => {});
    return attempt;
  };
  try {
    for (const address of tried) {
      // The first one's failure is the one to tell of, so that it is left alone; each other has had a second by then.
      if (attempts.length >= MOST_AT_ONCE) attempts[attempts.length - MOST_AT_ONCE + 1]!.patience.cancel();
      const attempt = begin(address);
      attempts.push(attempt);
      if (attempts.length === tried.length) break;
      using delay = new Delay(ATTEMPT_DELAY_MS);
      await Promise.race([outcome(attempt.connected), delay.over]);
      if (winner !== null || deadline.expired) break;
    }
    return await Promise.any(attempts.map(({ connected }) => connected));
  } catch {
    return await attempts[0]!.connected.catch((failure: unknown) => {
      throw attempts.length < addresses.length ? ofSome(failure, attempts.length, addresses.length) : failure;
    });
  } finally {
    for (const attempt of attempts) {
      if (attempt !== winner) attempt.patience.cancel();
      attempt.patience[Symbol.dispose]();
    }
  }
}

/** What happened to the first address, which says nothing of those that nobody tried. */
function ofSome(failure: unknown, tried: number, all: number): unknown {
  if (!(failure instanceof NetworkError)) return failure;
  const message = `${failure.message}; addresses tried: ${tried} of ${all}`;
  return new NetworkError(failure.code, message, { cause: failure });
}

interface Attempt {
  readonly connected: Promise<Connected>;
  readonly patience: Deadline;
}

/** RFC 8305 §4: the families by turns, beginning with the first one's, so that one that does not work costs little. */
function byTurns(addresses: readonly Address[]): Address[] {
  const first = addresses.filter(({ family }) => family === addresses[0]!.family);
  const others = addresses.filter(({ family }) => family !== addresses[0]!.family);
  return first.flatMap((address, index) => [address, ...others.slice(index, index + 1)])
    .concat(others.slice(first.length));
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
