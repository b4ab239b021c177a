/**
 * Why a connection could not be made. `cloudflare:sockets` has one sentence for everything, without a code;
 * `node:net` of newer workerds is asked for the system's code, once nothing else can be had and there is time left.
 * Where neither knows, it depends on whether this place may connect there at all.
 */
import { type Deadline, NetworkError } from "../net/mod.ts";
import { toNetworkError } from "./deno_network_error.ts";
import { barrierTo, type Surroundings } from "./workerd_barriers.ts";
import type { Limitation } from "./workerd_limitations.ts";

/** What to throw for `error`, which `connect` to this address ended with. */
export type ConnectFailure = (
  error: unknown,
  address: string,
  port: number,
  deadline: Deadline,
) => Promise<NetworkError>;

/** The `code` of the error that a second attempt ends with (`ECONNREFUSED`); `null` for none, or no error. */
export type SystemCode = (address: string, port: number, deadline: Deadline) => Promise<string | null>;

export function connectFailure(systemCode: SystemCode, surroundings: () => Surroundings): ConnectFailure {
  return async (error, address, port, deadline) => {
    const barrier = barrierTo(address, port, surroundings());
    if (barrier !== null) return blocked(barrier, address, port, error);
    if (error instanceof NetworkError) return error;
    const code = await systemCode(address, port, deadline);
    const cause = code === null ? error : Object.assign(new Error(text(error)), { code });
    if (code === null && !deadline.expired) return unknown(address, port, error);
    return toNetworkError(cause, {
      peer: `${address} port ${port}`,
      doing: "connecting to",
      deadline,
      otherwise: "connection_refused",
    });
  };
}

function blocked({ why }: Limitation, address: string, port: number, cause: unknown): NetworkError {
  return new NetworkError(
    "unreachable_from_vantage",
    `${address} port ${port} is out of reach from here: ${why}`,
    { cause },
  );
}

function unknown(address: string, port: number, cause: unknown): NetworkError {
  return new NetworkError(
    "connection_refused",
    `No connection to ${address} port ${port} could be made; this platform does not say whether it was refused ` +
      "or the address cannot be reached",
    { cause },
  );
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
