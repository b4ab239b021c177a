import assert from "node:assert/strict";
import { sessionResumption } from "../../../src/probes/deep/session_resumption.ts";
import { AlertDescription, ExtensionType, ProtocolVersion } from "../../../src/registry/mod.ts";
import { MemoryRuntime } from "../../support/memory_runtime.ts";
import { answering, httpOk, pickyServer } from "../../support/peers.ts";
import { type ServerScript, serveScript } from "../../support/scripted_server.ts";
import { ServerSessions } from "../../support/scripted_server/sessions.ts";
import { runOne, versionsFound } from "./support.ts";

const { TLS_1_0, TLS_1_2, TLS_1_3, SSL_3_0 } = ProtocolVersion;
const randomOctets = (length: number) => crypto.getRandomValues(new Uint8Array(length));

async function look(script: Partial<ServerScript>, versions: readonly number[] = [script.version!]) {
  const sessions = new ServerSessions();
  const runtime = new MemoryRuntime({
    peer: (stream) => serveScript(stream, { sessions, application: answering(httpOk), ...script }),
  });
  const { facts, probe } = await runOne(sessionResumption, runtime, { found: versionsFound(...versions) });
  const found = (facts?.versions ?? []).map(({ version, mechanism, ...rest }) => [
    version.value,
    mechanism,
    rest,
  ]);
  return { found, probe };
}

const nothing = { offered: false, resumed: null, tickets: 0, ticket_lifetime_seconds: null };

Deno.test("TLS 1.3: tickets are counted, and one of them taken up again", async () => {
  const { found, probe } = await look({
    version: TLS_1_3,
    tickets: 3,
    ticket: { ticketLifetime: 172_800 },
  });
  assert.deepEqual(found, [[TLS_1_3, "pre_shared_key", {
    offered: true,
    resumed: true,
    tickets: 3,
    ticket_lifetime_seconds: 172_800,
  }]]);
  assert.deepEqual([probe.status, probe.connections], ["completed", 2]);
});

Deno.test("TLS 1.3: tickets that are good for nothing are found out", async () => {
  const { found } = await look({ version: TLS_1_3, tickets: 1, sessions: null });
  assert.deepEqual(found, [[TLS_1_3, "pre_shared_key", {
    offered: true,
    resumed: false,
    tickets: 1,
    ticket_lifetime_seconds: 7200,
  }]]);
});

Deno.test("RFC 9846 §4.7.1: a ticket with a lifetime of zero is not tried", async () => {
  const { found, probe } = await look({ version: TLS_1_3, tickets: 1, ticket: { ticketLifetime: 0 } });
  assert.deepEqual(found, [[TLS_1_3, "pre_shared_key", {
    offered: true,
    resumed: null,
    tickets: 1,
    ticket_lifetime_seconds: 0,
  }]]);
  assert.equal(probe.connections, 1);
});

Deno.test("TLS 1.3: a server that gives no ticket offers nothing", async () => {
  const { found, probe } = await look({ version: TLS_1_3, tickets: 0 });
  assert.deepEqual(found, [[TLS_1_3, "pre_shared_key", nothing]]);
  assert.equal(probe.connections, 1);
});

for (const version of [TLS_1_2, TLS_1_0]) {
  Deno.test(`0x${version.toString(16)}: tickets and session ids are two questions`, async () => {
    const ticket = { offered: true, resumed: true, tickets: 1, ticket_lifetime_seconds: 7200 };
    const id = { ...nothing, offered: true, resumed: true };
    for (
      const [tickets, hasId, byTicket, byId] of [
        [1, true, ticket, id],
        [1, false, ticket, nothing],
        [0, true, nothing, id],
        [0, false, nothing, nothing],
      ] as const
    ) {
      const { found } = await look({
        version,
        tickets,
        get sessionId() {
          return randomOctets(hasId ? 32 : 0);
        },
      });
      assert.deepEqual(found, [[version, "session_ticket", byTicket], [version, "session_id", byId]]);
    }
  });
}

Deno.test("RFC 5077 §3.3: a lifetime hint of zero says nothing", async () => {
  const { found } = await look({
    version: TLS_1_2,
    tickets: 1,
    alter: (turn, message) => turn === "NewSessionTicket" ? message.fill(0, 4, 8) : message,
  });
  assert.deepEqual(found[0], [TLS_1_2, "session_ticket", {
    offered: true,
    resumed: true,
    tickets: 1,
    ticket_lifetime_seconds: null,
  }]);
});

Deno.test("a server that cannot stand its own ticket has not resumed", async () => {
  const runtime = new MemoryRuntime({
    peer: pickyServer(
      ({ extensions }) =>
        extensions.some(({ type }) => type === ExtensionType.pre_shared_key)
          ? AlertDescription.decrypt_error
          : null,
      { tickets: 1, application: answering(httpOk) },
    ),
  });
  const { facts, probe } = await runOne(sessionResumption, runtime, { found: versionsFound(TLS_1_3) });
  assert.deepEqual([probe.status, facts?.versions[0]?.resumed], ["completed", false]);
});

Deno.test("a version that cannot be visited costs the others nothing", async () => {
  const { found, probe } = await look({ version: TLS_1_2, tickets: 1 }, [TLS_1_3, TLS_1_2]);
  assert.deepEqual(found.map(([version, mechanism]) => [version, mechanism]), [
    [TLS_1_2, "session_ticket"],
    [TLS_1_2, "session_id"],
  ]);
  assert.equal(probe.status, "failed");
  assert.match(probe.reason!, /^The handshake with TLS 1\.3 was not completed: .*protocol_version/);
});

Deno.test("SSL 3.0 is not asked, and without any version nothing is", async () => {
  const { found } = await look({ version: TLS_1_2, tickets: 1 }, [TLS_1_2, SSL_3_0]);
  assert.deepEqual(found.map(([version]) => version), [TLS_1_2, TLS_1_2]);
  const none = await look({ version: TLS_1_2 }, []);
  assert.equal(none.probe.status, "not_applicable");
});
