/** What a check leaves for other tools: the octets of every connection that it made to its target, and their secrets. */
import type { WireConnection } from "../net/mod.ts";
import type { Secret } from "../tls/mod.ts";

export interface Evidence {
  readonly hostname: string;
  readonly port: number;
  /** The same moment on the wall clock and on the monotonic one, which all other times are on. */
  readonly startedAt: Date;
  readonly startedMs: number;
  /** In the order in which they were dialled. Not among them: names looked up, certificates and revocation fetched, the runtime's own handshake. */
  readonly connections: readonly WireConnection[];
  /** In the order in which they were derived. */
  readonly secrets: readonly Secret[];
}

/** For whoever is not to know where this machine is: its own addresses and ports are left out. */
export function withoutLocalEndpoints(evidence: Evidence): Evidence {
  return { ...evidence, connections: evidence.connections.map((each) => ({ ...each, local: null })) };
}
