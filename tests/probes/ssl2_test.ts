/** SSL 2.0's ClientHello, and everything that may come back. */
import assert from "node:assert/strict";
import { fromHex } from "../../src/bytes/mod.ts";
import { Deadline } from "../../src/net/mod.ts";
import { askForSsl2, type Ssl2Answer } from "../../src/probes/ssl2.ts";
import { MemoryStream, type MemoryStreamOptions } from "../support/memory_stream.ts";

type Serve = (stream: MemoryStream) => unknown;

async function ask(serve: Serve, options: MemoryStreamOptions = {}): Promise<Ssl2Answer> {
  const [client, server] = MemoryStream.pair(options);
  using deadline = new Deadline(200);
  const random = (length: number) => new Uint8Array(length);
  const [answer] = await Promise.all([
    askForSsl2(client, random, deadline),
    server.read().then(() => serve(server)),
  ]);
  client.close();
  return answer;
}

const say = (hex: string): Serve => async (stream) => {
  await stream.write(fromHex(hex));
  await stream.closeWrite();
};

/** A certificate of three octets, and two kinds: one of the draft's, one of nobody's. */
const serverHello = "8018 04 00 01 0002 0003 0006 0004 303130 060040 ff8000 aabbccdd";

Deno.test("a ServerHello is read to its end, in whatever pieces it comes", async () => {
  for (const readSize of [1, 7, Infinity]) {
    assert.deepEqual(await ask(say(serverHello), { readSize }), {
      kind: "accepted",
      cipherKinds: ["SSL_CK_DES_64_CBC_WITH_MD5", "0xff8000"],
    });
  }
});

Deno.test("one that breaks off is still a ServerHello", async () => {
  const octets = fromHex(serverHello);
  // Header and type; all but the last of the kinds
  for (let length = 3; length < octets.length - 4; length++) {
    const answer = await ask(async (stream) => {
      await stream.write(octets.subarray(0, length));
      await stream.closeWrite();
    });
    assert.deepEqual(answer, { kind: "accepted", cipherKinds: [] });
  }
});

Deno.test("a refusal is told from no answer", async () => {
  const refusals: readonly (readonly [Serve, string, number | null])[] = [
    [say("15 0301 0002 02 46"), "alert_received", 70],
    [say("15 0300 0002 02 28"), "alert_received", 40],
    [say(""), "connection_closed", null],
    [(stream) => stream.reset(), "connection_reset", null],
    // SSL 2.0's own error: no cipher
    [say("8003 00 0001"), "unexpected_message", null],
    [say("485454502f312e3120343030"), "unexpected_message", null],
    [say("15 03"), "unexpected_message", null],
    [() => {}, "no_response", null],
    [(stream) => stream.write(fromHex("15 03")), "timeout", null],
  ];
  for (const [serve, code, alert] of refusals) {
    const answer = await ask(serve);
    assert(answer.kind === "refused");
    assert.deepEqual([answer.code, answer.alert], [code, alert]);
  }
});
