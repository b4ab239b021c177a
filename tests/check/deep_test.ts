/** A deep check from end to end: what further connections found out is judged, and the attacks are told of. */
import assert from "node:assert/strict";
import { check } from "../../src/check.ts";
import type { Timer } from "../../src/net/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { attackIds } from "../../src/report/schema/deep/attacks.ts";
import { ExtensionType } from "../../src/registry/mod.ts";
import { applicationLayerProtocolNegotiation, find } from "../../src/tls/extension/mod.ts";
import type { ClientHello } from "../../src/tls/message/mod.ts";
import { serverByHello } from "../probes/deep/choosing_server.ts";
import { MemoryRuntime, type Peer } from "../support/memory_runtime.ts";
import { answering, httpOk, readToEnd } from "../support/peers.ts";
import { readAgain } from "../support/read_again.ts";
import { type ServerConnection, type ServerScript, serveScript } from "../support/scripted_server.ts";
import { ServerSessions } from "../support/scripted_server/sessions.ts";
import { checkShown, intermediate, leafOf } from "./on_loopback.ts";

Deno.test("a deep check says of every attack whether the configuration has what it needs, or that it is not known", async () => {
  const chain = [await leafOf(intermediate), intermediate] as const;
  const { deep } = await checkShown({ chain }, { deep: true, timeout: 30 });
  assert.deepEqual(deep?.attacks?.map(({ id }) => id), [...attackIds]);
  for (const { exposed, because } of deep!.attacks!) {
    if (exposed === null) assert.match(because, /^It is not known whether /);
  }
});

Deno.test("a key on P-256 is one that every profile has, by the name that the report has for it", async () => {
  const chain = [await leafOf(intermediate), intermediate] as const;
  for (const profile of ["modern", "intermediate", "bcp195"]) {
    const { deep, certificates } = await checkShown({ chain }, { deep: true, profile, timeout: 30 });
    assert.equal(certificates[0]!.public_key.curve, "P-256");
    const requirement = deep!.profile!.requirements.find(({ id }) => id === "certificate_key");
    assert.equal(requirement?.status, "met", `${profile}: ${requirement?.detail}`);
  }
});

Deno.test("who asked for no deep check is told of no attacks", async () => {
  const report = await checkShown({ chain: [await leafOf(intermediate), intermediate] });
  assert.equal("deep" in report, false);
});

/** Of a server of TLS 1.3 that gives two tickets. */
async function checkDeeply(scriptFor: (hello: ClientHello) => Partial<ServerScript>): Promise<Report> {
  const sessions = new ServerSessions({ isSingleUse: true });
  const server = serverByHello((hello) => ({ sessions, tickets: 2, ...scriptFor(hello) }));
  // It hangs up on whoever speaks HTTP or SSL 2.0.
  const peer: Peer = (stream, index) => Promise.resolve(server(stream, index)).catch(() => stream.close());
  return await check(new MemoryRuntime({ peer }), "example.com", { deep: true, noNative: true });
}

function offered({ extensions }: ClientHello): readonly string[] {
  return find(extensions, applicationLayerProtocolNegotiation, "ClientHello") ?? [];
}

function connectionsOf({ deep }: Report, id: string): number | undefined {
  return deep?.probes.find((probe) => probe.id === id)?.connections;
}

Deno.test("the tickets of the check itself are taken up again", async () => {
  const report = await checkDeeply(() => ({ application: answering(httpOk) }));
  const [tls13] = report.deep!.facts.session_resumption!.versions;
  assert.deepEqual([tls13!.tickets, tls13!.resumed], [2, true]);
  assert.equal(connectionsOf(report, "session_resumption"), 1, "no visit before that");
  assert.equal(connectionsOf(report, "early_data"), 0);
  assert.equal(connectionsOf(report, "hsts"), 0, "its answer has the field, or has it not");
});

Deno.test("RFC 9846 §8.1: no ticket is used twice, as one that is good once is not taken up again", async () => {
  for (const tickets of [1, 2]) {
    const report = await checkDeeply(() => ({
      tickets,
      ticket: { extensions: [[ExtensionType.early_data, Uint8Array.of(0, 0, 64, 0)]] },
      acceptsEarlyData: true,
      application: answering(httpOk),
    }));
    const { early_data, session_resumption } = report.deep!.facts;
    assert.deepEqual([early_data!.advertised, early_data!.accepted], [true, true], `${tickets} tickets`);
    assert.equal(session_resumption!.versions[0]!.resumed, true);
    assert.equal(connectionsOf(report, "early_data"), tickets === 1 ? 2 : 1);
  }
});

Deno.test("a server that keeps silent on a ClientHello of two packets is asked with a smaller one", async () => {
  const peer: Peer = async (stream) => {
    const hello = await stream.read();
    if (hello === null || hello.length > 1_400) return await readToEnd(stream);
    await serveScript(readAgain(hello, stream), { application: answering(httpOk) }).catch(() =>
      stream.close()
    );
  };
  // What is waited for in vain takes a tenth of the time.
  const timer: Timer = (act, milliseconds) => {
    const id = setTimeout(act, milliseconds / 10);
    return () => clearTimeout(id);
  };
  const report = await check(new MemoryRuntime({ peer, timer }), "example.com", {
    deep: true,
    noNative: true,
  });
  assert.equal(report.steps.find(({ error }) => error !== null)?.error?.code, "no_response");
  assert.equal(report.deep!.facts.protocol_versions!.versions[0]!.accepted, true);
  assert.equal(report.deep!.facts.session_resumption?.versions[0]?.version.name, "TLS 1.3");
});

/** What the clients said that came as far as that: the first line of each, "" for those that said nothing. */
function listening(said: string[], answer: (line: string) => string | null) {
  return async (server: ServerConnection) => {
    const index = said.push("") - 1;
    for (let message = await server.read(); message?.contentType !== 21; message = await server.read()) {
      if (message === null) return;
      if (message.contentType !== 23) continue;
      const [line] = new TextDecoder().decode(message.bytes).split("\r\n");
      said[index] ||= line!;
      const response = answer(line!);
      if (response !== null) await server.send(23, new TextEncoder().encode(response));
      await server.flush();
    }
  };
}

Deno.test("who agrees to HTTP/2 and does not speak it is asked in HTTP/1.1 after that", async () => {
  const said: string[] = [];
  const application = listening(said, (line) => line.startsWith("PRI ") ? null : httpOk);
  const report = await checkDeeply((hello) => ({
    application,
    applicationProtocol: offered(hello).find((protocol) => ["h2", "http/1.1"].includes(protocol)) ?? null,
  }));
  assert.equal(report.connection?.application_protocol, "h2");
  assert.match(said[0]!, /^PRI /);
  assert.deepEqual(said.filter((line) => line.startsWith("PRI ")).length, 1);
  assert.ok(said.some((line) => line.startsWith("GET / HTTP/1.1")));
});

Deno.test("who answers nothing is asked once, and only listened to after that", async () => {
  const said: string[] = [];
  const report = await checkDeeply(() => ({ application: listening(said, () => null) }));
  assert.equal(said.filter((line) => line !== "").length, 1);
  assert.ok(said.length > 1);
  assert.equal(report.deep!.facts.key_update!.answered, null);
});
