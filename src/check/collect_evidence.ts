/** Keeps what a check's connections leave behind, when someone asked for it. */
import type { Evidence } from "../evidence/mod.ts";
import { type Runtime, Wiretap } from "../net/mod.ts";
import type { Secret } from "../tls/mod.ts";
import type { CheckPlan } from "./plan.ts";

export interface Collector {
  /** To make the connections with. */
  readonly runtime: Runtime;
  readonly onSecret: (secret: Secret) => void;
  collected(startedAt: Date, startedMs: number): Evidence;
}

export function collectEvidence(runtime: Runtime, { target: { hostname, port } }: CheckPlan): Collector {
  const wiretap = new Wiretap();
  const secrets: Secret[] = [];
  return {
    runtime: wiretap.on(runtime),
    onSecret: (secret) => secrets.push(secret),
    collected: (startedAt, startedMs) => ({
      hostname,
      port,
      startedAt,
      startedMs,
      connections: wiretap.connections,
      secrets: [...secrets],
    }),
  };
}
