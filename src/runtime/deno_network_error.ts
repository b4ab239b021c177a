/** Deno's errors as `NetworkError`: one table from the system's error code to ours and a sentence. */
import { type Deadline, NetworkError, type NetworkErrorCode } from "../net/mod.ts";

export interface Circumstances {
  /** As in `192.0.2.7 port 443`. */
  readonly peer: string;
  /** What goes before the peer in a sentence: `connecting to`. */
  readonly doing: string;
  readonly deadline: Deadline;
  /** The code for an error that is not in the table. */
  readonly otherwise: NetworkErrorCode;
}

export function toNetworkError(error: unknown, circumstances: Circumstances): NetworkError {
  const { peer, doing, deadline, otherwise } = circumstances;
  if (error instanceof NetworkError) return error;
  if (deadline.expired) {
    return new NetworkError("timeout", `No answer within the deadline while ${doing} ${peer}`, {
      cause: error,
    });
  }
  const known = errors[systemName(error)];
  const code = known?.code ?? otherwise;
  const sentence = known?.sentence(peer) ??
    `The system reports a failure while ${doing} ${peer}: ${text(error)}`;
  return new NetworkError(code, sentence, { cause: error });
}

interface KnownError {
  readonly code: NetworkErrorCode;
  sentence(peer: string): string;
}

const refused: KnownError = {
  code: "connection_refused",
  sentence: (peer) => `${peer} refused the connection`,
};
// Sent by the host's own network or by a firewall in front of it: an answer about the target, not about us.
const hostUnreachable: KnownError = {
  code: "connection_refused",
  sentence: (peer) => `The network answered that ${peer} cannot be reached ("No route to host")`,
};
const reset: KnownError = {
  code: "connection_reset",
  sentence: (peer) => `${peer} reset the connection`,
};
const closed: KnownError = {
  code: "connection_closed",
  sentence: (peer) => `The connection to ${peer} is closed`,
};
const timedOut: KnownError = {
  code: "timeout",
  sentence: (peer) => `${peer} did not answer, and the system gave up waiting`,
};
const noRoute: KnownError = {
  code: "unreachable_from_vantage",
  sentence: (peer) => `This machine has no route to ${peer}`,
};
const notPermitted: KnownError = {
  code: "unreachable_from_vantage",
  sentence: (peer) => `This platform does not permit a connection to ${peer}`,
};

const errors: Readonly<Record<string, KnownError>> = {
  ECONNREFUSED: refused,
  EHOSTUNREACH: hostUnreachable,
  EHOSTDOWN: hostUnreachable,
  ECONNRESET: reset,
  ECONNABORTED: reset,
  EPIPE: closed,
  ENOTCONN: closed,
  EINTR: closed, // our own close() during a read
  BadResource: closed,
  UnexpectedEof: closed,
  ETIMEDOUT: timedOut,
  ENETUNREACH: noRoute,
  EADDRNOTAVAIL: noRoute,
  EAFNOSUPPORT: noRoute,
  EACCES: notPermitted,
  EPERM: notPermitted,
  NotCapable: notPermitted,
  PermissionDenied: notPermitted,
};

/** `ECONNREFUSED`; Deno's own name for an error that has no code of the system's. */
function systemName(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const { code } = error as Error & { code?: unknown };
  return typeof code === "string" ? code : error.name;
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
