/** DNS over TCP against servers that answer well, badly and not at all. */
import assert from "node:assert/strict";
import { Writer } from "../../src/bytes/mod.ts";
import { type Answer, lookUp, overTcp, TXT } from "../../src/dns/mod.ts";
import { type ByteStream, Deadline, NetworkError } from "../../src/net/mod.ts";
import { dial } from "../../src/runtime/deno_dial.ts";
import { dnsMessage, rdata, recordTypes, startDnsServer } from "../support/dns_server.ts";
import { MemoryStream } from "../support/memory_stream.ts";

type Peer = (stream: ByteStream, address: string) => Promise<void>;

async function ask(peer: Peer, addresses = ["192.0.2.53"], milliseconds = 2_000): Promise<Answer<string>> {
  using deadline = new Deadline(milliseconds);
  const serving: Promise<unknown>[] = [];
  /** Settle when each connection is closed: none may be left open. */
  const closed: Promise<void>[] = [];
  const dial = (address: string, _port: number, deadline: Deadline): Promise<ByteStream> => {
    const [near, far] = MemoryStream.pair();
    deadline.signal.addEventListener(
      "abort",
      () => near.fail(new NetworkError("timeout", "The deadline has passed")),
    );
    closed.push(closingOf(near));
    serving.push(peer(far, address).catch(() => {}));
    return Promise.resolve(near);
  };
  try {
    const exchange = overTcp(dial, addresses.map((address) => ({ address, port: 53 })));
    return await lookUp(exchange, "a.example", TXT, deadline);
  } finally {
    await Promise.all([...serving, ...closed]);
  }
}

function closingOf(stream: MemoryStream): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const close = stream.close.bind(stream);
  stream.close = () => {
    close();
    resolve();
  };
  return promise;
}

function answerTo(question: Uint8Array): Uint8Array {
  const message = dnsMessage(question.subarray(2), 0x8180, [{
    type: recordTypes.TXT,
    data: rdata.txt("yes"),
  }]);
  return new Writer().vector(2, message).bytes();
}

const answers: Peer = async (stream) => {
  await stream.write(answerTo((await stream.read())!));
};

Deno.test("a question and its answer, each behind its length, over a real connection", async () => {
  const server = startDnsServer({ "a.example TXT": { records: [rdata.txt("yes")], authenticData: true } });
  using deadline = new Deadline(2_000);
  try {
    const { records, authenticData } = await lookUp(overTcp(dial, [server]), "a.example", TXT, deadline);
    assert.deepEqual({ records, authenticData }, { records: ["yes"], authenticData: true });
    assert.deepEqual(server.asked, ["a.example TXT"]);
  } finally {
    await server.stop();
  }
});

Deno.test("an answer octet by octet is an answer, and what comes behind it is left alone", async () => {
  const { records } = await ask(async (stream) => {
    for (const octet of answerTo((await stream.read())!)) await stream.write(Uint8Array.of(octet));
    await stream.write(new Uint8Array(100));
  });
  assert.deepEqual(records, ["yes"]);
});

Deno.test("the largest message is read", async () => {
  const texts = Array(127).fill({ type: recordTypes.TXT, data: rdata.txt("a".repeat(255), "b".repeat(240)) });
  const { records } = await ask(async (stream) => {
    const question = (await stream.read())!.subarray(2);
    await stream.write(new Writer().vector(2, dnsMessage(question, 0x8180, texts)).bytes());
  });
  assert.equal(records.length, 127);
});

Deno.test("a connection that ends within the length or the message is no answer", async () => {
  for (const length of [0, 1, 2, 20]) {
    const cut: Peer = async (stream) => {
      await stream.write(answerTo((await stream.read())!).subarray(0, length));
      await stream.closeWrite();
    };
    await assert.rejects(ask(cut), /closed the connection without an answer/);
  }
});

Deno.test("a resolver that refuses is passed over for the next, and so is one that closes", async () => {
  const closes: Peer = async (stream, address) => {
    if (address === "192.0.2.1") await stream.closeWrite();
    else await answers(stream, address);
  };
  assert.deepEqual((await ask(closes, ["192.0.2.1", "192.0.2.2"])).records, ["yes"]);
  const refuses = overTcp(
    () => Promise.reject(new NetworkError("connection_refused", "192.0.2.1 port 53 refused the connection")),
    [{ address: "192.0.2.1", port: 53 }, { address: "2001:db8::1", port: 53 }],
  );
  using deadline = new Deadline(1_000);
  await assert.rejects(lookUp(refuses, "a.example", TXT, deadline), {
    code: "dns_failed",
    message: 'Looking up "a.example" failed: the resolver 192.0.2.1:53 does not answer over TCP: ' +
      "192.0.2.1 port 53 refused the connection",
  });
});

Deno.test("silence ends with the deadline, and leaves time for another resolver", async () => {
  const silent: Peer = async (stream) => void await stream.read();
  await assert.rejects(ask(silent, ["192.0.2.1"], 30), { code: "dns_timeout" });
  const first: Peer = (stream, address) => (address === "192.0.2.1" ? silent : answers)(stream, address);
  assert.deepEqual((await ask(first, ["192.0.2.1", "192.0.2.2"], 2000)).records, ["yes"]);
});
