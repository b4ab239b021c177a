/** Servers that never stop: records, fragments, retries, warnings, tickets, data. */
import assert from "node:assert/strict";
import { concat, fromHex } from "../../src/bytes/mod.ts";
import type { ByteStream } from "../../src/net/mod.ts";
import { ContentType, HandshakeType, ProtocolVersion } from "../../src/registry/mod.ts";
import { encodeHandshake } from "../../src/tls/message/mod.ts";
import { encodeRecord } from "../../src/tls/record/mod.ts";
import type { ServerConnection } from "../support/scripted_server.ts";
import { encodeEmpty, encodeNewSessionTicket } from "../support/scripted_server/messages.ts";
import { assertEnds, assertFailed, attack, scripted } from "./support.ts";

const { TLS_1_2 } = ProtocolVersion;

/** Says this over and over, once the client has spoken, until the client hangs up. */
const endlessly =
  (octets: Uint8Array, first: Uint8Array = new Uint8Array()) => async (stream: ByteStream) => {
    await stream.read();
    await stream.write(first);
    const chunk = concat(...Array.from({ length: Math.ceil(16_384 / octets.length) }, () => octets));
    while (true) await stream.write(chunk);
  };

const record = (contentType: number, hex: string) => encodeRecord(contentType, TLS_1_2, fromHex(hex));

Deno.test("endless octets that are no TLS", async () => {
  const { report } = await attack(endlessly(new Uint8Array(1000).fill(0x41)));
  assertFailed(report, "server_hello", "not_tls");
});

Deno.test("endless dummy ChangeCipherSpecs", async () => {
  const { report } = await attack(endlessly(record(ContentType.change_cipher_spec, "01")));
  assertFailed(report, "server_hello", "limit_exceeded");
});

Deno.test("endless warnings", async () => {
  const { report } = await attack(endlessly(record(ContentType.alert, "0170")));
  assertFailed(report, "server_hello", "limit_exceeded");
});

Deno.test("endless HelloRequests", async () => {
  const { report } = await attack(endlessly(record(ContentType.handshake, "00000000")));
  assertFailed(report, "server_hello", "limit_exceeded");
});

Deno.test("endless empty handshake records", async () => {
  const { report } = await attack(endlessly(record(ContentType.handshake, "")));
  assertFailed(report, "server_hello", "unexpected_message");
});

Deno.test("an endless message in fragments of one octet", async () => {
  const start = record(ContentType.handshake, "02 03ffff");
  const { report } = await attack(endlessly(record(ContentType.handshake, "00"), start));
  assertFailed(report, "server_hello", "limit_exceeded");
});

Deno.test("a message of 16 MB", async () => {
  const start = record(ContentType.handshake, "02 ffffff");
  const { report } = await attack(
    endlessly(encodeRecord(ContentType.handshake, TLS_1_2, new Uint8Array(2 ** 14)), start),
  );
  assertFailed(report, "server_hello", "limit_exceeded");
});

Deno.test("endless HelloRetryRequests", async () => {
  const { report } = await attack(scripted({
    cookie: new Uint8Array([1]),
    alter: (turn, message) =>
      turn === "HelloRetryRequest" ? Array.from({ length: 500 }, () => message) : message,
  }));
  assertFailed(report, "server_hello", "unexpected_message");
});

/** Floods the protected channel once the handshake is done. */
const afterwards = (flood: (server: ServerConnection) => Promise<void>, version = 0x0304) =>
  scripted({
    version,
    application: async (server) => {
      while (true) {
        await flood(server);
        await server.flush();
      }
    },
  });

Deno.test("endless tickets after the handshake", async () => {
  const { report } = await attack(afterwards((server) => server.sendHandshake(encodeNewSessionTicket())));
  // The first of them proves the channel, if nobody listens for more.
  assertEnds(report, "limit_exceeded", null);
});

Deno.test("endless KeyUpdates that want an answer, from a server that reads none", async () => {
  const { report } = await attack(afterwards((server) => server.updateKeys(1)));
  assertEnds(report, "limit_exceeded");
});

Deno.test("endless HelloRequests after the handshake", async () => {
  const { report } = await attack(
    afterwards((server) => server.sendHandshake(encodeEmpty(HandshakeType.hello_request)), TLS_1_2),
  );
  assertEnds(report, "limit_exceeded");
});

Deno.test("endless empty records of data", async () => {
  const { report } = await attack(
    afterwards((server) => server.send(ContentType.application_data, new Uint8Array())),
  );
  assertEnds(report, "limit_exceeded");
});

Deno.test("an endless answer to the request of step 9", async () => {
  const header = new TextEncoder().encode("HTTP/1.1 200 OK\r\n");
  const line = new TextEncoder().encode(`X-Endless: ${"a".repeat(16_000)}\r\n`);
  const { report } = await attack(scripted({
    applicationProtocol: "http/1.1",
    application: async (server) => {
      await server.read();
      await server.send(ContentType.application_data, header);
      while (true) {
        await server.send(ContentType.application_data, line);
        await server.flush();
      }
    },
  }));
  assert(report.steps.at(-1)!.duration_ms! < 1500, "no more than a second is spent on step 9");
  assert.equal(report.steps.find(({ id }) => id === "server_finished")!.status, "pass");
});

Deno.test("a flight that comes an octet at a time ends with the deadline", async () => {
  const message = encodeHandshake(HandshakeType.server_hello, (writer) => writer.opaque(new Uint8Array(200)));
  const { report } = await attack(async (stream) => {
    await stream.read();
    for (const octet of encodeRecord(ContentType.handshake, TLS_1_2, message)) {
      await stream.write(Uint8Array.of(octet));
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }, { timeout: 1 });
  assertFailed(report, "server_hello", "timeout", "network");
});

Deno.test("silence ends with the deadline", async () => {
  const { report } = await attack(async (stream) => void await stream.read(), { timeout: 1 });
  assertFailed(report, "server_hello", "no_response", "network");
});
