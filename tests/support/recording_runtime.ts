/** A platform that reaches nobody, and keeps whom it was asked to reach. */
import { type Address, type ByteStream, NetworkError, type Runtime } from "../../src/net/mod.ts";

export interface Recording {
  readonly runtime: Runtime;
  /** Names that were looked up, in order. */
  readonly asked: string[];
  /** `dial 192.0.2.7 443`, `native 192.0.2.7 443`, in order. */
  readonly reached: string[];
}

export interface RecordingOptions {
  /** Every dial is refused without it. */
  readonly dial?: (address: string, port: number) => Promise<ByteStream>;
}

/** `names`: the resolver's answers; a list of lists is one answer after another, the last for good. */
export function recordingRuntime(
  names: Readonly<Record<string, readonly string[] | readonly (readonly string[])[]>>,
  { dial = refuse }: RecordingOptions = {},
): Recording {
  const asked: string[] = [];
  const reached: string[] = [];
  const runtime: Runtime = {
    name: "recording",
    version: "1",
    region: null,
    clock: { now: () => new Date(), monotonic: () => performance.now() },
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    resolve(hostname) {
      const answers = names[hostname];
      const before = asked.filter((name) => name === hostname).length;
      asked.push(hostname);
      const answer = answers === undefined || !Array.isArray(answers[0])
        ? answers
        : answers[Math.min(before, answers.length - 1)];
      return answer === undefined
        ? Promise.reject(new NetworkError("host_not_found", `No address is known for "${hostname}"`))
        : Promise.resolve((answer as readonly string[]).map(toAddress));
    },
    dial(address, port) {
      reached.push(`dial ${address} ${port}`);
      return dial(address, port);
    },
    native({ address, port }) {
      reached.push(`native ${address} ${port}`);
      return Promise.resolve({
        api: "recording",
        outcome: "unreachable",
        applicationProtocol: null,
        error: "Nobody is reached from here",
        certificates: [],
        protocolVersion: null,
        cipherSuite: null,
      });
    },
  };
  return { runtime, asked, reached };
}

function toAddress(address: string): Address {
  return { address, family: address.includes(":") ? 6 : 4 };
}

function refuse(address: string, port: number): Promise<never> {
  return Promise.reject(
    new NetworkError("connection_refused", `${address} port ${port} refused the connection`),
  );
}
