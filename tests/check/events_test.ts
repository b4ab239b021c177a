/** The check as events: each step once, as the report has it, in the order of the wire, and then the report. */
import assert from "node:assert/strict";
import { type CheckEvent, checkEvents } from "../../src/check.ts";
import { NetworkError } from "../../src/net/mod.ts";
import { AlertDescription, ProtocolVersion } from "../../src/registry/mod.ts";
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
import { assertContract, eventsOf, scriptedOptions, target } from "./support.ts";

const { TLS_1_2 } = ProtocolVersion;
const application = answering(httpOk);

const prelude: readonly StepId[] = ["dns", "tcp", "starttls"];
const toKeys: readonly StepId[] = [
  "client_hello",
  "server_hello",
  "authentication",
  "premaster_secret",
  "private_key",
  "session_keys",
];
const tls13: readonly StepId[] = [
  ...prelude,
  ...toKeys,
  "server_finished",
  "client_finished",
  "secure_channel",
];
const tls12: readonly StepId[] = [
  ...prelude,
  ...toKeys,
  "client_finished",
  "server_finished",
  "secure_channel",
];

const smtp = ["220 mx ESMTP\r\n", "250-mx\r\n250 STARTTLS\r\n", "220 go ahead\r\n"] as const;

const cases: readonly [string, MemoryRuntimeOptions, readonly StepId[], string?][] = [
  ["TLS 1.3", { peer: tlsServer({ application }) }, tls13],
  ["TLS 1.2", { peer: tlsServer({ application, version: TLS_1_2 }) }, tls12],
  ["a HelloRetryRequest", { peer: tlsServer({ application, group: 0x0018 }) }, tls13],
  ["STARTTLS", { peer: afterDialogue(smtp, tlsServer()) }, tls13, `smtp://${target}`],
  [
    "a failed upgrade",
    { peer: afterDialogue(["220 mx ESMTP\r\n", "250 mx\r\n"], silent) },
    tls13,
    `smtp://${target}`,
  ],
  ["no such host", { resolve: new NetworkError("host_not_found", "No address is known for it") }, tls13],
  ["no connection", { dialError: new NetworkError("connection_refused", "Refused") }, tls13],
  ["an alert", { peer: pickyServer(() => AlertDescription.handshake_failure) }, tls13],
  ["a server that hangs up", { peer: closing }, tls13],
  [
    "a server that answers the second ClientHello",
    { peer: pickyServer((_, size) => size > 1400 ? "close" : null, { application }) },
    tls13,
  ],
  [
    "a server that answers the third, in TLS 1.2",
    {
      peer: pickyServer(
        ({ extensions }) => extensions.some(({ type }) => type === 43) ? AlertDescription.decode_error : null,
        { application, version: TLS_1_2 },
      ),
    },
    tls12,
  ],
  [
    "a handshake that ends in the middle",
    {
      peer: tlsServer({
        version: TLS_1_2,
        before: async (turn, server) => {
          if (turn === "ServerKeyExchange") await server.close();
        },
      }),
    },
    tls12,
  ],
  [
    "the runtime's own handshake alone",
    {
      dialError: new NetworkError("unreachable_from_vantage", "Not from here"),
      native: { outcome: "trusted", certificates: (await serverCertificate("P-256")).chain },
    },
    tls13,
  ],
];

for (const [what, options, order, input] of cases) {
  Deno.test(`each step is told once and as the report has it: ${what}`, async () => {
    const runtime = new MemoryRuntime(options);
    const events = await eventsOf(runtime, {}, input);
    const report = reportIn(events);
    assertContract(report);
    const told = events.flatMap((event) => event.type === "step" ? [event.step] : []);
    assert.deepEqual(told.map(({ id }) => id), order);
    for (const step of told) assert.deepEqual(step, report.steps.find(({ id }) => id === step.id));
    assert.equal(runtime.open, 0);
  });
}

Deno.test("a step is told before the next can have happened", async () => {
  const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
  const runtime = new MemoryRuntime({
    peer: tlsServer({
      application,
      before: async (turn) => {
        if (turn === "ServerHello") await mayGoOn;
      },
    }),
  });
  const told: string[] = [];
  for await (const event of checkEvents(runtime, target, await scriptedOptions())) {
    if (event.type !== "step") break;
    told.push(event.step.id);
    if (event.step.id === "starttls") goOn();
  }
  assert.deepEqual(told, tls13);
});

Deno.test("nothing is dialled before the first event is asked for", async () => {
  const runtime = new MemoryRuntime({ peer: silent });
  const events = checkEvents(runtime, target, await scriptedOptions());
  await events[Symbol.asyncIterator]().return?.();
  assert.deepEqual(runtime.dialled, []);
});

Deno.test("a reader that stops early ends the check at once and leaves nothing open", async (test) => {
  for (const after of ["dns", "starttls"]) {
    await test.step(`after ${after}`, async () => {
      const runtime = new MemoryRuntime({ peer: silent });
      const startedMs = performance.now();
      for await (const event of checkEvents(runtime, target, await scriptedOptions({ timeout: 60 }))) {
        if (event.type === "step" && event.step.id === after) break;
      }
      assert.ok(performance.now() - startedMs < 10_000);
      assert.equal(runtime.open, 0);
      await runtime.served();
    });
  }
});

Deno.test("whoever asked and has gone ends the check, in the middle of a wait too", async (test) => {
  await test.step("while the server is silent", async () => {
    const left = new AbortController();
    const runtime = new MemoryRuntime({
      peer: (stream, index) => {
        left.abort();
        return silent(stream, index);
      },
    });
    const events = await eventsOf(runtime, { timeout: 60, signal: left.signal });
    assertContract(reportIn(events));
    assert.equal(runtime.open, 0);
  });

  await test.step("before it began", async () => {
    const runtime = new MemoryRuntime({ peer: silent });
    const events = await eventsOf(runtime, { timeout: 60, signal: AbortSignal.abort() });
    assertContract(reportIn(events));
    assert.equal(runtime.open, 0);
  });
});

function reportIn(events: readonly CheckEvent[]): Report {
  const last = events.at(-1);
  assert.equal(last?.type, "report");
  assert.equal(events.filter(({ type }) => type === "report").length, 1);
  return (last as Extract<CheckEvent, { type: "report" }>).report;
}
