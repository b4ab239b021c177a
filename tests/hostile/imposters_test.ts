/** What answers on the port, and is no TLS server. */
import assert from "node:assert/strict";
import { concat, fromHex } from "../../src/bytes/mod.ts";
import type { ByteStream } from "../../src/net/mod.ts";
import { assertFailed, attack } from "./support.ts";

/** The ordinary ClientHello, and what `src/probes/variations.ts` may try after it. */
const MAXIMUM_CONNECTIONS = 9;

const text = (words: string) => new TextEncoder().encode(words);

/** Says this when the client has spoken, and closes. */
const answers = (octets: Uint8Array) => async (stream: ByteStream) => {
  await stream.read();
  await stream.write(octets);
  await stream.closeWrite();
};

/** Says this at once, and waits. */
const greets = (octets: Uint8Array) => async (stream: ByteStream) => {
  await stream.write(octets);
};

const strangers: readonly (readonly [what: string, octets: Uint8Array, mentions: RegExp])[] = [
  ["HTTP", text("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"), /HTTP/],
  ["HTML without headers", text("<html><head><title>400</title></head></html>"), /not TLS/],
  ["SSH", text("SSH-2.0-OpenSSH_9.9\r\n"), /SSH/],
  ["SMTP", text("220 mx.example ESMTP\r\n"), /SMTP/],
  ["POP3", text("+OK ready\r\n"), /POP3/],
  ["IMAP", text("* OK [CAPABILITY IMAP4rev1] ready\r\n"), /IMAP/],
  ["random octets", crypto.getRandomValues(new Uint8Array(500)).fill(0xc3, 0, 2), /not TLS/],
  ["zeros", new Uint8Array(300), /not TLS/],
  ["one octet", fromHex("00"), /not TLS/],
  ["a DTLS record", fromHex("16 fefd 0000000000000000 0002 0000"), /not TLS/],
];

for (const [what, octets, mentions] of strangers) {
  Deno.test(`a server that answers with ${what}`, async () => {
    const { report, connections } = await attack(answers(octets));
    assertFailed(report, "server_hello", "not_tls");
    assert.match(report.steps.find(({ error }) => error !== null)!.error!.message, mentions);
    assert(connections <= MAXIMUM_CONNECTIONS);
  });
}

for (const [what, octets] of strangers.slice(2, 6)) {
  Deno.test(`a server that speaks first, ${what}`, async () => {
    assertFailed((await attack(greets(octets))).report, "server_hello", "not_tls");
  });
}

Deno.test("a server that sends the ClientHello back", async () => {
  const { report } = await attack(async (stream) => {
    await stream.write((await stream.read())!);
    await stream.closeWrite();
  });
  assertFailed(report, "server_hello", "unexpected_message");
});

Deno.test("a server that hangs up before it has heard anything", async () => {
  const { report, connections } = await attack((stream) => stream.closeWrite());
  assertFailed(report, "server_hello", "connection_closed");
  assert(connections <= MAXIMUM_CONNECTIONS);
});

Deno.test("a server that hangs up while it is spoken to", async () => {
  const { report, connections } = await attack((stream) => Promise.resolve(stream.close()));
  const failed = report.steps.find(({ status }) => status === "fail")!;
  assert(["connection_closed", "connection_reset"].includes(failed.error!.code));
  assert(connections <= MAXIMUM_CONNECTIONS);
});

const records: readonly (readonly [what: string, octets: Uint8Array, code: string])[] = [
  ["half a record header", fromHex("1603"), "connection_closed"],
  ["a record whose rest never comes", fromHex("160303 0400 0200"), "connection_closed"],
  ["a record of 65535 octets", fromHex("160303 ffff"), "malformed_message"],
  ["a ServerHello of no octets", fromHex("160303 0004 02000000"), "malformed_message"],
  ["a ServerHello whose length lies", fromHex("160303 0008 02000004 03030000"), "malformed_message"],
  ["an alert", fromHex("150303 0002 0228"), "alert_received"],
  ["an alert of one octet", fromHex("150303 0001 02"), "malformed_message"],
  ["a record and then none", fromHex("140303 0001 01 ff"), "unexpected_message"],
  ["application data", fromHex("170303 0003 010203"), "unexpected_message"],
];

for (const [what, octets, code] of records) {
  Deno.test(`a server that answers with ${what}`, async () => {
    assertFailed((await attack(answers(octets))).report, "server_hello", code);
  });
}

Deno.test("a ServerHello in records of one octet each is read like any other", async () => {
  const hello = fromHex("02 000026 0303" + "07".repeat(32) + "00 c02f 00");
  const octets = concat(
    ...Array.from(hello, (octet) => fromHex("160303 0001" + octet.toString(16).padStart(2, "0"))),
  );
  const { report } = await attack(answers(octets));
  assertFailed(report, "authentication", "connection_closed");
});
