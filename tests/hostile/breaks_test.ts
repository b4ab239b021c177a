/** Servers that close the connection in the middle of things: the steps before keep what they have proven. */
import assert from "node:assert/strict";
import { ContentType } from "../../src/registry/mod.ts";
import type { StepId } from "../../src/report/mod.ts";
import type { Turn } from "../support/scripted_server.ts";
import { assertEnds, attack, scripted } from "./support.ts";

const handshake: readonly StepId[] = [
  "client_hello",
  "server_hello",
  "authentication",
  "premaster_secret",
  "private_key",
  "session_keys",
  "client_finished",
  "server_finished",
  "secure_channel",
];

interface Break {
  readonly version: number;
  readonly turn: Turn;
  readonly step: StepId;
  /** Of the handshake's steps, those that have come to an end by then. */
  readonly settled: readonly StepId[];
}

const breaks: readonly Break[] = [
  { version: 0x0304, turn: "ServerHello", step: "server_hello", settled: ["client_hello"] },
  {
    version: 0x0304,
    turn: "EncryptedExtensions",
    step: "server_hello",
    settled: ["client_hello", "premaster_secret"],
  },
  {
    version: 0x0304,
    turn: "Certificate",
    step: "authentication",
    settled: ["client_hello", "server_hello", "premaster_secret"],
  },
  {
    version: 0x0304,
    turn: "CertificateVerify",
    step: "private_key",
    settled: ["client_hello", "server_hello", "authentication", "premaster_secret"],
  },
  {
    version: 0x0304,
    turn: "Finished",
    step: "server_finished",
    settled: ["client_hello", "server_hello", "authentication", "premaster_secret", "private_key"],
  },
  { version: 0x0303, turn: "Certificate", step: "authentication", settled: ["client_hello", "server_hello"] },
  {
    version: 0x0303,
    turn: "ServerKeyExchange",
    step: "private_key",
    settled: ["client_hello", "server_hello", "authentication"],
  },
  {
    version: 0x0303,
    turn: "ServerHelloDone",
    step: "premaster_secret",
    settled: ["client_hello", "server_hello", "authentication", "private_key"],
  },
  { version: 0x0303, turn: "ChangeCipherSpec", step: "server_finished", settled: handshake.slice(0, 7) },
  { version: 0x0303, turn: "Finished", step: "server_finished", settled: handshake.slice(0, 7) },
];

for (const { version, turn, step, settled } of breaks) {
  Deno.test(`TLS ${version === 0x0304 ? "1.3" : "1.2"}: a server that closes in place of ${turn}`, async () => {
    const { report } = await attack(scripted({
      version,
      before: async (now, server) => now === turn ? await server.close() : undefined,
    }));
    const failed = report.steps.find(({ id }) => id === step)!;
    assert.equal(failed.status, "fail");
    assert(["connection_closed", "connection_reset"].includes(failed.error!.code), failed.error!.code);
    const ended = handshake.filter((id) =>
      report.steps.find((step) => step.id === id)!.status !== "skipped" && id !== step
    );
    assert.deepEqual(ended, settled);
  });
}

Deno.test("a server that closes when the handshake is over", async () => {
  const { report } = await attack(scripted({
    before: async (turn, server) => turn === "ApplicationData" ? await server.close() : undefined,
  }));
  assertEnds(report, "connection_closed", "connection_reset");
});

Deno.test("a close_notify in the clear, which anyone on the way may have written, proves nothing", async () => {
  const { report } = await attack(scripted({
    tickets: 0,
    before: async (turn, server) => {
      if (turn === "ApplicationData") await server.sendPlainRecord(ContentType.alert, Uint8Array.of(1, 0));
    },
  }));
  assertEnds(report, "unexpected_message");
  assert.equal(report.verdict, "fail");
  const { msg_type, bytes: _, ...last } = report.messages.at(-1)!;
  assert.equal(last.direction, "sent", "the server is told why");
  assert.equal(msg_type, null);
});
