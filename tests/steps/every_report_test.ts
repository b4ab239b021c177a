/** What holds for the steps of every report, whatever was checked. */
import assert from "node:assert/strict";
import { NetworkError } from "../../src/net/mod.ts";
import { AlertDescription, CipherSuite, NamedGroup, ProtocolVersion } from "../../src/registry/mod.ts";
import type { Report, StepId } from "../../src/report/mod.ts";
import { MemoryRuntime, type MemoryRuntimeOptions } from "../support/memory_runtime.ts";
import {
  afterDialogue,
  answering,
  closing,
  httpOk,
  pickyServer,
  silent,
  tlsServer,
} from "../support/peers.ts";
import { serverCertificate } from "../support/scripted_server/certificates.ts";
import { checkHere, target } from "../check/support.ts";

const { TLS_1_0, TLS_1_2 } = ProtocolVersion;
const application = answering(httpOk);
const certificate = await serverCertificate("RSA-2048");

const cases: readonly (readonly [string, MemoryRuntimeOptions, string?])[] = [
  ["TLS 1.3", { peer: tlsServer({ application, tickets: 1 }) }],
  ["TLS 1.3 after a HelloRetryRequest", {
    peer: tlsServer({ application, group: NamedGroup.secp521r1, cookie: new Uint8Array(7) }),
  }],
  ["TLS 1.3 with a client certificate asked for", {
    peer: tlsServer({ application, certificateRequest: true }),
  }],
  ["TLS 1.3 with X25519MLKEM768", {
    peer: tlsServer({ application, group: NamedGroup.X25519MLKEM768 }),
  }],
  ["TLS 1.2", { peer: tlsServer({ application, version: TLS_1_2 }) }],
  ["TLS 1.2 with static RSA", {
    peer: tlsServer({
      application,
      version: TLS_1_2,
      certificate,
      cipherSuite: CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
    }),
  }],
  ["TLS 1.0", { peer: tlsServer({ application, version: TLS_1_0 }) }],
  ["DHE, in the third ClientHello", {
    peer: pickyServer(
      ({ cipherSuites }) =>
        cipherSuites.includes(CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256)
          ? null
          : AlertDescription.handshake_failure,
      {
        application,
        version: TLS_1_2,
        certificate,
        cipherSuite: CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
        group: NamedGroup.ffdhe2048,
      },
    ),
  }],
  ["a STARTTLS upgrade", {
    peer: afterDialogue(["+OK ready\r\n", "+OK\r\nSTLS\r\n.\r\n", "+OK\r\n"], tlsServer()),
  }, `pop3://${target}`],
  ["an upgrade that is not offered", {
    peer: afterDialogue(["+OK ready\r\n", "+OK\r\n.\r\n"], silent),
  }, `pop3://${target}`],
  ["a refusal", { peer: pickyServer(() => AlertDescription.handshake_failure) }],
  ["a connection that is closed", { peer: closing }],
  ["a handshake that ends in the middle", {
    peer: tlsServer({
      before: async (turn, server) => {
        if (turn === "Finished") await server.close();
      },
    }),
  }],
  ["no address", { resolve: new NetworkError("host_not_found", "No address is known for it") }],
  ["an address that is given", { peer: tlsServer() }, "192.0.2.7"],
  ["no connection", { dialError: new NetworkError("connection_refused", "Refused") }],
  ["the runtime's own handshake alone", {
    dialError: new NetworkError("unreachable_from_vantage", "Not from here"),
    native: { outcome: "trusted" },
  }],
];

const titles: readonly (readonly [number | null, StepId, string])[] = [
  [null, "dns", "Name resolution"],
  [null, "tcp", "TCP connection"],
  [null, "starttls", "STARTTLS"],
  [1, "client_hello", "ClientHello"],
  [2, "server_hello", "ServerHello"],
  [3, "authentication", "Authentication"],
  [4, "premaster_secret", "Premaster secret"],
  [5, "private_key", "Private key"],
  [6, "session_keys", "Session keys"],
  [7, "client_finished", "Client Finished"],
  [8, "server_finished", "Server Finished"],
  [9, "secure_channel", "Secure channel"],
];

for (const [what, options, input] of cases) {
  Deno.test(`the steps of ${what}`, async () => {
    const report = await checkHere(new MemoryRuntime(options), {}, input);
    assert.deepEqual(report.steps.map(({ number, id, title }) => [number, id, title]), titles);
    for (const step of report.steps) {
      assert.equal(sentences(step.explanation), 2, step.explanation);
      assert.match(step.reference, /^RFC [0-9]+( §[0-9A-E.]+)?$/);
      assertFacts(step);
    }
    assertTimes(report);
    assertMessages(report);
  });
}

/** A stop inside a version's number ends no sentence. */
function sentences(text: string): number {
  assert.match(text, /^[A-Z].*\.$/);
  return Array.from(text.matchAll(/[.?!](?= [A-Z]|$)/g)).length;
}

function assertFacts({ id, status, facts, messages }: Report["steps"][number]): void {
  assert.equal(new Set(facts.map(({ name }) => name)).size, facts.length, `${id}: no fact is there twice`);
  for (const { name, label, value } of facts) {
    assert.match(name, /^[a-z][a-z0-9_]*$/);
    assert.match(label, /^[A-Z]/);
    assert.notEqual(value, "", `${id}: ${name} has a value`);
  }
  if (status === "pass") assert.ok(facts.length > 0, `${id} says what was found`);
  if (status === "skipped") {
    assert.deepEqual(facts.map(({ name }) => name), ["skipped"]);
    assert.match(facts[0]!.value, /^[a-z].*[^.]$/);
  }
  const happened = status === "pass" || status === "fail";
  if (!happened && id !== "secure_channel") assert.deepEqual(messages, [], `${id} did not happen`);
}

function assertTimes({ steps, timings: { total_ms } }: Report): void {
  for (const { id, status, started_ms, duration_ms } of steps) {
    const happened = status === "pass" || status === "fail";
    assert.equal(started_ms !== null, happened || id === "tcp" && status === "unobserved", id);
    assert.equal(started_ms === null, duration_ms === null, id);
    if (started_ms === null || duration_ms === null) continue;
    assert.ok(started_ms >= 0 && duration_ms >= 0, `${id}: ${started_ms} + ${duration_ms}`);
    assert.ok(started_ms + duration_ms <= total_ms + 1, `${id} ends within the check`);
  }
  const starts = steps.filter(({ started_ms }) => started_ms !== null)
    .map(({ id, started_ms }) => ({ id, started_ms: started_ms! }));
  const order: readonly StepId[] = ["dns", "tcp", "starttls", "client_hello"];
  const first = starts.filter(({ id }) => order.includes(id));
  assert.deepEqual(first, first.toSorted((a, b) => a.started_ms - b.started_ms), "one after the other");
  const rest = starts.filter(({ id }) => !order.includes(id) && id !== "secure_channel");
  const channel = starts.find(({ id }) => id === "secure_channel");
  const helloStarted = first.find(({ id }) => id === "client_hello")?.started_ms ?? 0;
  for (const { id, started_ms } of rest) {
    assert.ok(started_ms >= helloStarted, `${id} comes behind the ClientHello`);
    assert.ok(channel === undefined || started_ms <= channel.started_ms, `${id} comes before the data`);
  }
}

/** Every message belongs to one step, and each step's are in order. */
function assertMessages({ steps, messages }: Report): void {
  const claimed = steps.flatMap((step) => step.messages);
  assert.deepEqual(claimed.toSorted((a, b) => a - b), messages.map(({ index }) => index));
  for (const step of steps) assert.deepEqual(step.messages, step.messages.toSorted((a, b) => a - b));
}
