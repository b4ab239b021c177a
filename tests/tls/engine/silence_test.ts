import assert from "node:assert/strict";
import { type ByteStream, Deadline, NetworkError, type NetworkErrorCode } from "../../../src/net/mod.ts";
import { type Failure, handshake, type HandshakeStep } from "../../../src/tls/mod.ts";
import { type ScriptedServer, scriptedServer, type Turn } from "../../support/scripted_server.ts";
import { testContext, testOffer, tls12, tls13 } from "../support.ts";

const waiting: readonly (readonly [version: number, turn: Turn, step: HandshakeStep])[] = [
  [tls13, "ServerHello", "server_hello"],
  [tls13, "EncryptedExtensions", "server_hello"],
  [tls13, "Certificate", "authentication"],
  [tls13, "CertificateVerify", "private_key"],
  [tls13, "Finished", "server_finished"],
  [tls12, "ServerHello", "server_hello"],
  [tls12, "Certificate", "authentication"],
  [tls12, "ServerKeyExchange", "private_key"],
  [tls12, "ServerHelloDone", "premaster_secret"],
  [tls12, "ChangeCipherSpec", "server_finished"],
  [tls12, "Finished", "server_finished"],
];

/** Turns in which the server has not said a word since the client's last flight. */
const firstWords: ReadonlySet<string> = new Set([
  `${tls13} ServerHello`,
  `${tls12} ServerHello`,
  `${tls12} ChangeCipherSpec`,
]);

for (const [version, turn, step] of waiting) {
  const name = version === tls12 ? "TLS 1.2" : "TLS 1.3";
  const isFirstWord = firstWords.has(`${version} ${turn}`);

  Deno.test(`${name}: silence in place of ${turn}`, async () => {
    const failure = await failAt(version, turn, "timeout");
    assertNetwork(failure, step, isFirstWord ? "no_response" : "timeout", "network");
  });

  Deno.test(`${name}: a close in place of ${turn}`, async () => {
    const failure = await failAt(version, turn, "close");
    assertNetwork(failure, step, "connection_closed", "peer");
  });

  Deno.test(`${name}: a reset in place of ${turn}`, async () => {
    const failure = await failAt(version, turn, "connection_reset");
    assertNetwork(failure, step, "connection_reset", "network");
  });
}

Deno.test("silence after a HelloRetryRequest has been answered", async () => {
  const server: ScriptedServer = scriptedServer({
    cookie: new Uint8Array([1]),
    before: async (turn, connection) => {
      if (turn !== "ServerHello") return;
      server.stream.fail(new NetworkError("timeout", "The deadline passed"));
      await connection.fallSilent();
    },
  });
  const { log } = await handshake(server.stream, testOffer, testContext());
  server.stream.close();
  await server.done;
  assertNetwork(log.failure!, "server_hello", "no_response", "network");
});

type End = "close" | "timeout" | "connection_reset";

/** The server stops in this turn, behind everything that it had to say until then. */
async function failAt(version: number, turn: Turn, end: End): Promise<Failure> {
  const server: ScriptedServer = scriptedServer({
    version,
    before: async (now, connection) => {
      if (now !== turn) return;
      if (end === "close") await connection.close();
      await connection.flush();
      server.stream.fail(new NetworkError(end as NetworkErrorCode, "The connection failed"));
      await connection.fallSilent();
    },
  });
  const { log, session } = await handshake(server.stream, testOffer, testContext());
  server.stream.close();
  const { alerts } = await server.done;
  assert.equal(session, null);
  assert.deepEqual(alerts, [], "nobody is told who is not there");
  return log.failure!;
}

function assertNetwork(
  failure: Failure,
  step: HandshakeStep,
  code: Failure["code"],
  fault: Failure["fault"],
): void {
  const { alert, alertFrom } = failure;
  assert.deepEqual({ step: failure.step, code: failure.code, fault: failure.fault, alert, alertFrom }, {
    step,
    code,
    fault,
    alert: null,
    alertFrom: null,
  });
}

const order: readonly HandshakeStep[] = [
  "client_hello",
  "server_hello",
  "authentication",
  "private_key",
  "premaster_secret",
  "session_keys",
  "client_finished",
  "server_finished",
  "secure_channel",
];

for (const version of [tls12, tls13]) {
  const name = version === tls12 ? "TLS 1.2" : "TLS 1.3";
  for (const end of ["close", "timeout", "connection_reset"] as const) {
    Deno.test(`${name}: ${end} after any number of octets fails the step that was waiting`, async () => {
      let last = 0;
      for (let octets = 0;; octets += 61) {
        const { failure, isWhole } = await cutAfter(version, octets, end);
        if (isWhole) break;
        const code = end === "close" ? "connection_closed" : end;
        assert.equal(failure!.code, end === "timeout" && octets === 0 ? "no_response" : code);
        assert.equal(failure!.alert, null);
        const step = order.indexOf(failure!.step);
        assert(step >= last, `after ${octets} octets the handshake is no less far than before`);
        last = step;
      }
      assert(last >= order.indexOf("private_key"));
    });
  }
}

/** The server's first flight is cut after so many octets. */
async function cutAfter(version: number, octets: number, end: End) {
  let left = octets;
  let isCut = false;
  const server: ScriptedServer = scriptedServer({
    version,
    recordSize: 50,
    alterRecord: (record) => {
      const part = record.subarray(0, left);
      left -= part.length;
      isCut ||= part.length < record.length;
      return part;
    },
    before: async (turn, connection) => {
      if (turn !== "ClientFlight") return;
      await connection.flush();
      if (!isCut) {
        left = Infinity;
        return;
      }
      if (end === "close") await connection.close();
      server.stream.fail(new NetworkError(end as NetworkErrorCode, "The connection failed"));
      await connection.fallSilent();
    },
  });
  const { log } = await handshake(server.stream, testOffer, testContext());
  server.stream.close();
  await server.done;
  return { failure: log.failure, isWhole: !isCut };
}

Deno.test("an octet now and then is cut off by the deadline, in the middle of a message", async () => {
  const { stream, done } = scriptedServer({}, { readSize: 1 });
  using deadline = new Deadline(500);
  const slow: ByteStream = {
    read: () => deadline.race(later(2).then(() => stream.read()), "waiting for data"),
    write: (bytes) => stream.write(bytes),
    closeWrite: () => stream.closeWrite(),
    close: () => stream.close(),
  };
  const startedMs = performance.now();
  const { log } = await handshake(slow, testOffer, testContext());
  assert(performance.now() - startedMs < 5000);
  assertNetwork(log.failure!, "server_hello", "timeout", "network");
  assert.match(log.failure!.message, /in the middle of a message/);
  await later(10);
  stream.close();
  await done;
});

const later = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
