/** The probes of sessions with real servers: what is expected follows from each server's configuration and manual. */
import assert from "node:assert/strict";
import { earlyData } from "../../src/probes/deep/early_data.ts";
import { keyUpdate } from "../../src/probes/deep/key_update.ts";
import { sessionResumption } from "../../src/probes/deep/session_resumption.ts";
import { ProtocolVersion, protocolVersions } from "../../src/registry/mod.ts";
import type { DeepFacts } from "../../src/report/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { defaultOffer } from "../../src/tls/mod.ts";
import { runOne, situation, versionsFound } from "../probes/deep/support.ts";
import { type Credentials, type KeyKind, makeCredentials } from "./credentials.ts";
import { withServer } from "./engine.ts";
import { caddy, haproxy, nginx, node, reasonToSkip, type TlsServer } from "./tls_servers/mod.ts";

const directory = await Deno.makeTempDir({ prefix: "tls-peers-" });
let credentials: Promise<Record<KeyKind, Credentials>> | null = null;

Deno.test.afterAll(() => Deno.remove(directory, { recursive: true }));

const { TLS_1_2, TLS_1_3 } = ProtocolVersion;
type Found = NonNullable<DeepFacts["session_resumption"]>["versions"][number];

const psk = (tickets: number, lifetime: number) =>
  found(TLS_1_3, "pre_shared_key", { tickets, ticket_lifetime_seconds: lifetime });
const ticket = (lifetime: number | null) =>
  found(TLS_1_2, "session_ticket", { tickets: 1, ticket_lifetime_seconds: lifetime });
const noTicket = found(TLS_1_2, "session_ticket", { offered: false, resumed: null });
const sessionId = found(TLS_1_2, "session_id", {});
// Node gives ids, and leaves it to the program to keep the sessions
const forgottenId = found(TLS_1_2, "session_id", { resumed: false });
const noSessionId = found(TLS_1_2, "session_id", { offered: false, resumed: null });

interface Case {
  readonly server: TlsServer;
  readonly configuration: string;
  readonly resumption: readonly Found[];
  /** Octets; `null`: it takes none. */
  readonly earlyData: number | null;
}

const cases: readonly Case[] = [
  {
    server: nginx,
    configuration:
      "ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache shared:s:1m; ssl_session_timeout 20m; ssl_early_data on;",
    resumption: [psk(2, 1200), ticket(1200), sessionId],
    earlyData: 16_384,
  },
  {
    server: nginx,
    configuration: "ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache shared:s:1m; ssl_session_tickets off;",
    resumption: [psk(2, 300), noTicket, sessionId],
    earlyData: null,
  },
  // Go has no cache of sessions; in TLS 1.3 its tickets live for the week that is allowed, before it they do not say
  {
    server: caddy,
    configuration: "",
    resumption: [psk(1, 604_800), ticket(null), noSessionId],
    earlyData: null,
  },
  {
    server: haproxy,
    configuration: "ssl-min-ver TLSv1.2 allow-0rtt",
    // Its own lifetime is that of its cache; the tickets have OpenSSL's two hours
    resumption: [psk(2, 7200), ticket(7200), sessionId],
    // A buffer, without what is kept free in it
    earlyData: 15_360,
  },
  {
    server: node,
    configuration: JSON.stringify({ minVersion: "TLSv1.2", sessionTimeout: 600 }),
    resumption: [psk(2, 600), ticket(600), forgottenId],
    earlyData: null,
  },
];

for (const { server, configuration, resumption, earlyData: octets } of cases) {
  const reason = await reasonToSkip(server);
  const title = `${server.name}, its sessions: ${configuration}`;
  Deno.test({
    name: reason === null ? title : `${title}, skipped: ${reason}`,
    ignore: reason !== null,
    fn: async () => {
      const { rsa } = await (credentials ??= makeCredentials(directory));
      await withServer(server, configuration, rsa, async ({ port }) => {
        const target = {
          ...situation(),
          plan: { ...situation().plan, hostname: "localhost", serverName: "localhost", port },
          address: { address: "127.0.0.1", family: 4 as const },
          offer: defaultOffer("localhost", ["http/1.1"]),
          found: versionsFound(TLS_1_3, TLS_1_2),
          milliseconds: 20_000,
        };
        const resumed = await runOne(sessionResumption, denoRuntime(), target);
        assert.deepEqual(resumed.facts?.versions, resumption, resumed.probe.reason ?? "");
        const early = await runOne(earlyData, denoRuntime(), target);
        assert.deepEqual(early.facts, {
          advertised: octets !== null,
          max_early_data_size: octets,
          accepted: octets === null ? null : true,
        });
        const updated = await runOne(keyUpdate, denoRuntime(), target);
        assert.deepEqual(updated.facts, { answered: true, refusal: null });
      });
    },
  });
}

function found(version: number, mechanism: Found["mechanism"], rest: Partial<Found>): Found {
  return {
    version: protocolVersions.codePoint(version),
    mechanism,
    offered: true,
    resumed: true,
    tickets: 0,
    ticket_lifetime_seconds: null,
    ...rest,
  };
}
