import assert from "node:assert/strict";
import { CAA, type DnsExchange, lookUp, MX, type RecordType, ResolverError, TXT } from "../../src/dns/mod.ts";
import { Deadline, NetworkError } from "../../src/net/mod.ts";
import { dnsMessage, nameOctets, rdata, recordTypes, type WrittenRecord } from "../support/dns_server.ts";

async function answerTo<T>(type: RecordType<T>, records: readonly WrittenRecord[], flags = 0x8180) {
  using deadline = new Deadline(1_000);
  const exchange: DnsExchange = (question) => Promise.resolve(dnsMessage(question, flags, records));
  return await lookUp(exchange, "a.example", type, deadline);
}

async function refusal(
  exchange: DnsExchange,
  name = "a.example",
  milliseconds = 1_000,
): Promise<NetworkError> {
  using deadline = new Deadline(milliseconds);
  const error = await lookUp(exchange, name, TXT, deadline).then(() => null, (reason: unknown) => reason);
  assert.ok(error instanceof NetworkError, `rejects with a NetworkError, not ${error}`);
  return error;
}

const alias = (owner: string, target: string, ttl = 300): WrittenRecord => ({
  owner,
  type: recordTypes.CNAME,
  ttl,
  data: nameOctets(target),
});

Deno.test("records of the asked name and type are told, with the least of their times to live", async () => {
  const answer = await answerTo(MX, [
    { type: recordTypes.MX, ttl: 60, data: rdata.mx(10, "mx1.a.example") },
    { type: recordTypes.MX, ttl: 50, data: rdata.mx(20, "mx2.a.example") },
    { type: recordTypes.TXT, data: rdata.txt("of another type") },
    { owner: "b.example", type: recordTypes.MX, data: rdata.mx(1, "of.another.name") },
  ]);
  assert.deepEqual(answer, {
    name: "a.example",
    responseCode: 0,
    authenticData: false,
    aliases: [],
    ttl: 50,
    records: [{ preference: 10, exchange: "mx1.a.example" }, { preference: 20, exchange: "mx2.a.example" }],
    malformed: [],
  });
});

Deno.test("no such name, and no such record, are answers", async () => {
  const { responseCode, records, ttl } = await answerTo(TXT, [], 0x8183);
  assert.deepEqual({ responseCode, records, ttl }, { responseCode: 3, records: [], ttl: null });
  assert.equal((await answerTo(TXT, [], 0x8182)).responseCode, 2);
});

Deno.test("the resolver's word that it validated is passed on", async () => {
  assert.equal((await answerTo(TXT, [], 0x81a0)).authenticData, true);
});

Deno.test("aliases are followed to the records, in whatever order they came", async () => {
  const { aliases, records, ttl } = await answerTo(TXT, [
    { owner: "c.example", type: recordTypes.TXT, data: rdata.txt("found") },
    alias("b.example", "C.example", 7),
    alias("A.EXAMPLE", "b.example"),
    { owner: "a.example", type: recordTypes.TXT, data: rdata.txt("not at the end of the chain") },
  ]);
  assert.deepEqual({ aliases, records, ttl }, {
    aliases: ["b.example", "C.example"],
    records: ["found"],
    ttl: 7,
  });
});

Deno.test("aliases in a circle, and too many of them, are no answer", async () => {
  const circle = (question: Uint8Array) =>
    Promise.resolve(
      dnsMessage(question, 0x8180, [alias("a.example", "b.example"), alias("b.example", "a.example")]),
    );
  assert.match((await refusal(circle)).message, /aliases/);
  const chain = (length: number) => Array.from({ length }, (_, index) => alias(nth(index), nth(index + 1)));
  assert.equal((await answerTo(TXT, chain(16))).aliases.length, 16);
  await assert.rejects(answerTo(TXT, chain(17)), /More than 16 aliases/);
});

function nth(index: number): string {
  return index === 0 ? "a.example" : `${index}.example`;
}

Deno.test("a record that is not as it should be is told apart, and hides no other", async () => {
  const { records, malformed } = await answerTo(CAA, [
    { type: recordTypes.CAA, data: rdata.caa(0, "issue", "ca.example") },
    { type: recordTypes.CAA, data: rdata.caa(0, "", "no tag") },
  ]);
  assert.equal(records.length, 1);
  assert.equal(malformed.length, 1);
  assert.match(malformed[0]!.problem, /tag/);
  assert.deepEqual(malformed[0]!.data, rdata.caa(0, "", "no tag"));
});

Deno.test("what is no answer is dns_failed, and says why", async () => {
  const says = async (exchange: DnsExchange, why: RegExp) => {
    const { code, message } = await refusal(exchange);
    assert.equal(code, "dns_failed");
    assert.match(message, /^Looking up "a\.example" failed: /);
    assert.match(message, why);
  };
  await says(() => Promise.reject(new ResolverError("the resolver cannot be reached")), /cannot be reached$/);
  await says((question) => Promise.resolve(dnsMessage(question, 0x8380, [])), /cut off/);
  await says(() => Promise.resolve(new Uint8Array(11)), /cannot be read/);
  await says((question) => Promise.resolve(question), /not an answer/);
});

Deno.test("silence is dns_timeout", async () => {
  assert.equal((await refusal(() => new Promise(() => {}), "a.example", 20)).code, "dns_timeout");
});

Deno.test("a name that DNS cannot hold is not asked for", async () => {
  const nobody: DnsExchange = () => assert.fail("nobody is to be asked");
  assert.equal((await refusal(nobody, "a..example")).code, "dns_failed");
});
