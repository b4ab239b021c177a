/** Sessions to write down, without a network. */
import type { Evidence } from "../../src/evidence/mod.ts";
import type { WireConnection } from "../../src/net/mod.ts";

export const startedAt = new Date("2026-11-23T12:00:00.500Z");

export function evidenceOf(
  connections: readonly Partial<WireConnection>[],
  more: Partial<Evidence> = {},
): Evidence {
  return {
    hostname: "server.example",
    port: 443,
    startedAt,
    startedMs: 1000,
    connections: connections.map((connection) => ({
      local: { address: "198.51.100.1", port: 40000 },
      remote: { address: "192.0.2.7", port: 443 },
      dialledMs: 1001.25,
      openedMs: 1002,
      failure: null,
      events: [],
      cut: false,
      ...connection,
    })),
    secrets: [],
    ...more,
  };
}

export const secrets: Evidence["secrets"] = [
  {
    label: "CLIENT_RANDOM",
    clientRandom: new Uint8Array(32).fill(0xab),
    secret: new Uint8Array(48).fill(0xcd),
  },
];
