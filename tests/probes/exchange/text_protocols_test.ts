/** The exchanges of protocols of lines: what is said is what the RFCs have, whoever greets first. */
import assert from "node:assert/strict";
import { ftp } from "../../../src/probes/exchange/ftp.ts";
import { imap } from "../../../src/probes/exchange/imap.ts";
import { lmtp } from "../../../src/probes/exchange/lmtp.ts";
import { nntp } from "../../../src/probes/exchange/nntp.ts";
import { pop3 } from "../../../src/probes/exchange/pop3.ts";
import type { ExchangeProtocol } from "../../../src/probes/exchange/protocol.ts";
import { sieve } from "../../../src/probes/exchange/sieve.ts";
import { smtp } from "../../../src/probes/exchange/smtp.ts";
import { scriptedChannel } from "./scripted_channel.ts";

interface Case {
  readonly protocol: ExchangeProtocol;
  /** After an upgrade: what is asked, what a server answers, and what a report makes of it. */
  readonly command: string;
  readonly response: string;
  readonly shown: string;
  /** With TLS from the first octet: what the server greets with, and what a report makes of it. */
  readonly greeting: string;
  readonly greeted: string;
  readonly farewell: string;
}

const cases: readonly Case[] = [
  {
    protocol: smtp,
    command: "EHLO checker.invalid\r\n",
    response: "250-mx.example greets you\r\n250-SIZE 1000\r\n250 HELP\r\n",
    shown: "250-mx.example greets you; 250-SIZE 1000; 250 HELP",
    greeting: "220-mx.example ESMTP\r\n220 ready\r\n",
    greeted: "220-mx.example ESMTP; 220 ready",
    farewell: "QUIT\r\n",
  },
  {
    protocol: lmtp,
    command: "LHLO checker.invalid\r\n",
    response: "250 mx.example\r\n",
    shown: "250 mx.example",
    greeting: "220 mx.example LMTP\r\n",
    greeted: "220 mx.example LMTP",
    farewell: "QUIT\r\n",
  },
  {
    protocol: ftp,
    command: "FEAT\r\n",
    response: "211-Extensions supported:\r\n SIZE\r\n UTF8\r\n211 END\r\n",
    shown: "211-Extensions supported:; SIZE; UTF8; 211 END",
    greeting: "220-Welcome\r\nno digits here\r\n220 ready\r\n",
    greeted: "220-Welcome; no digits here; 220 ready",
    farewell: "QUIT\r\n",
  },
  {
    protocol: pop3,
    command: "CAPA\r\n",
    response: "+OK Capability list follows\r\nTOP\r\nUIDL\r\n.\r\n",
    shown: "+OK Capability list follows; TOP; UIDL",
    greeting: "+OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>\r\n",
    greeted: "+OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>",
    farewell: "QUIT\r\n",
  },
  {
    protocol: imap,
    command: "a CAPABILITY\r\n",
    response: "* CAPABILITY IMAP4rev2 AUTH=PLAIN\r\na OK CAPABILITY completed\r\n",
    shown: "* CAPABILITY IMAP4rev2 AUTH=PLAIN; a OK CAPABILITY completed",
    greeting: "* OK IMAP4rev2 server ready\r\n",
    greeted: "* OK IMAP4rev2 server ready",
    farewell: "b LOGOUT\r\n",
  },
  {
    protocol: nntp,
    command: "CAPABILITIES\r\n",
    response: "101 Capability list:\r\nVERSION 2\r\nREADER\r\n.\r\n",
    shown: "101 Capability list:; VERSION 2; READER",
    greeting: "200 NNTP Service Ready, posting permitted\r\n",
    greeted: "200 NNTP Service Ready, posting permitted",
    farewell: "QUIT\r\n",
  },
  {
    protocol: sieve,
    command: "CAPABILITY\r\n",
    response:
      '"IMPLEMENTATION" "Example1 ManageSieved v001"\r\n"SASL" "PLAIN"\r\nOK "TLS negotiation successful."\r\n',
    shown: '"IMPLEMENTATION" "Example1 ManageSieved v001"; "SASL" "PLAIN"; OK "TLS negotiation successful."',
    greeting: '"IMPLEMENTATION" "Example1"\r\nOK\r\n',
    greeted: '"IMPLEMENTATION" "Example1"; OK',
    farewell: "LOGOUT\r\n",
  },
];

const text = (octets: Uint8Array | undefined) => octets && new TextDecoder().decode(octets);

for (const { protocol, command, response, shown, greeting, greeted, farewell } of cases) {
  Deno.test(`${protocol.name}: after an upgrade the client asks, and shows the whole reply`, async () => {
    const channel = scriptedChannel({ upgraded: true, answers: [response] });
    const answer = await protocol.exchange(channel);
    assert.deepEqual(channel.written.map(text), [command]);
    assert.equal(answer.answer, shown);
    assert.equal(text(answer.farewell), farewell);
  });

  Deno.test(`${protocol.name}: with TLS from the first octet the server greets`, async () => {
    const channel = scriptedChannel({ upgraded: false, greeting });
    const answer = await protocol.exchange(channel);
    assert.deepEqual(channel.written, []);
    assert.equal(answer.answer, greeted);
    assert.equal(text(answer.farewell), farewell);
  });

  Deno.test(`${protocol.name}: a reply in single octets is the same reply`, async () => {
    const channel = scriptedChannel({ upgraded: true, answers: [response], readSize: 1 });
    assert.equal((await protocol.exchange(channel)).answer, shown);
  });

  Deno.test(`${protocol.name}: nothing is read behind the reply`, async () => {
    const channel = scriptedChannel({
      upgraded: true,
      answers: [response + "more"],
      readSize: response.length,
    });
    await protocol.exchange(channel);
    assert.equal(text(await channel.read() ?? undefined), "more");
  });

  Deno.test(`${protocol.name}: a reply that is cut off is shown as far as it came`, async () => {
    const half = response.slice(0, response.indexOf("\r\n") - 2);
    const channel = scriptedChannel({ upgraded: true, answers: [half] });
    assert.equal((await protocol.exchange(channel)).answer, half);
  });

  Deno.test(`${protocol.name}: what another protocol says is not shown as this one`, async () => {
    const channel = scriptedChannel({ upgraded: true, answers: ["HTTP/1.1 400 Bad Request\r\n\r\n"] });
    const { answer, farewell } = await protocol.exchange(channel);
    assert.match(answer!, /^data that is not [A-Za-z0-9]+$/);
    assert.equal(farewell, undefined, "who does not speak it is not bidden farewell in it");
  });

  Deno.test(`${protocol.name}: silence is no answer`, async () => {
    assert.equal((await protocol.exchange(scriptedChannel({ upgraded: true }))).answer, null);
    assert.equal((await protocol.exchange(scriptedChannel({ upgraded: false }))).answer, null);
  });
}

Deno.test("a refusal on one line is a whole reply", async (test) => {
  const refusals = [
    [smtp, "421 4.3.2 too busy\r\n"],
    [ftp, "530 Please login with USER and PASS.\r\n"],
    [pop3, "-ERR unknown command\r\n"],
    [imap, "a BAD Unknown command\r\n"],
    [nntp, "500 Unknown command\r\n"],
    [sieve, 'NO "Unknown command"\r\n'],
    [sieve, 'BYE "Too many connections"\r\n'],
  ] as const;
  for (const [protocol, refusal] of refusals) {
    await test.step(refusal.trim(), async () => {
      const channel = scriptedChannel({ upgraded: true, answers: [refusal + "x"], readSize: refusal.length });
      assert.equal((await protocol.exchange(channel)).answer, refusal.trim());
      assert.equal(text(await channel.read() ?? undefined), "x");
    });
  }
});

Deno.test("a long reply is cut, and what is not UTF-8 does no harm", async () => {
  const octets = new TextEncoder().encode(`250-mx\r\n250 ${"x".repeat(5000)}`);
  const channel = scriptedChannel({
    upgraded: true,
    answers: [new Uint8Array([...octets, 0xff, 0x0d, 0x0a])],
  });
  const { answer } = await smtp.exchange(channel);
  assert.equal(answer!.length, 200);
  assert.ok(answer!.startsWith("250-mx; 250 xxx") && answer!.endsWith("…"));
});

Deno.test("an escape sequence is kept as it came, for the formats to escape", async () => {
  const channel = scriptedChannel({ upgraded: true, answers: ["250 \x1b[31mred\r\n"] });
  assert.equal((await smtp.exchange(channel)).answer, "250 \x1b[31mred");
});
