/** The exchanges of binary protocols and of XMPP: the octets are those of their RFCs and manuals. */
import assert from "node:assert/strict";
import { concat, fromHex } from "../../../src/bytes/mod.ts";
import { ldap } from "../../../src/probes/exchange/ldap.ts";
import { mysql } from "../../../src/probes/exchange/mysql.ts";
import { postgres } from "../../../src/probes/exchange/postgres.ts";
import { xmpp } from "../../../src/probes/exchange/xmpp.ts";
import { xmppServer } from "../../../src/probes/exchange/xmpp_server.ts";
import { type ChannelScript, scriptedChannel } from "./scripted_channel.ts";

const octetsOf = (text: string) => new TextEncoder().encode(text);
const ascii = (text: string) => octetsOf(text).toHex();
const upgraded = true;

// RFC 4511 §4.1.1, §4.5.1: LDAPMessage { 2, SearchRequest { "", baseObject, neverDerefAliases, 0, 0, FALSE, (objectClass=*) } }
const searchRequestBegins = fromHex("3056 020102 6351 0400 0a0100 0a0100 020100 020100 010100");
// RFC 4511 §4.3: UnbindRequest is [APPLICATION 2] NULL.
const unbindRequest = fromHex("3005 020103 4200");
const entry = fromHex(
  `3024 020102 641f 0400 301b 3019 0414 ${ascii("supportedLDAPVersion")} 3101 04`,
);

Deno.test("ldap asks for the root DSE, and says which attributes came", async () => {
  const attribute = concat(
    fromHex(`0414 ${ascii("supportedLDAPVersion")} 3106 040132 040133`),
  );
  const list = concat(Uint8Array.of(0x30, attribute.length), attribute);
  const operation = concat(fromHex("0400"), Uint8Array.of(0x30, list.length), list);
  const body = concat(fromHex("020102"), Uint8Array.of(0x64, operation.length), operation);
  const channel = scriptedChannel({ upgraded, answers: [concat(Uint8Array.of(0x30, body.length), body)] });
  const answer = await ldap.exchange(channel);
  const [request] = channel.written;
  assert.equal(request!.subarray(0, searchRequestBegins.length).toHex(), searchRequestBegins.toHex());
  assert.match(new TextDecoder().decode(request), /objectClass/);
  assert.equal(answer.answer, "root DSE: supportedLDAPVersion 2 3");
  assert.deepEqual(answer.farewell, unbindRequest);
});

Deno.test("ldap says why the search was refused, and that the server hangs up", async () => {
  const refused = fromHex(`300d 020102 6508 0a0132 0400 0401 ${ascii("x")}`);
  const { answer } = await ldap.exchange(scriptedChannel({ upgraded, answers: [refused] }));
  assert.equal(answer, "SearchResultDone 50 insufficientAccessRights: x");
  // RFC 4511 §4.4.1: a notice of disconnection is of message 0.
  const notice = fromHex("300c 020100 7807 0a0134 0400 0400");
  const leaving = await ldap.exchange(scriptedChannel({ upgraded, answers: [notice] }));
  assert.equal(leaving.answer, "ExtendedResponse 52 unavailable");
  assert.equal(leaving.farewell, undefined);
});

Deno.test("ldap takes lengths of any form, and no lies", async (test) => {
  const long = fromHex("3084 0000000c 020102 6507 0a0100 0400 0400");
  const { answer } = await ldap.exchange(scriptedChannel({ upgraded, answers: [long], readSize: 1 }));
  assert.equal(answer, "SearchResultDone 0 success");
  const lies = ["30ff", "3080 0000", "30 05 0201026505", "3084 ffffffff 02", "0201", "30 00", entry.toHex()];
  for (const hex of lies) {
    await test.step(hex, async () => {
      const { answer } = await ldap.exchange(scriptedChannel({ upgraded, answers: [fromHex(hex)] }));
      assert.equal(answer, "data that is not LDAP");
    });
  }
});

Deno.test("xmpp opens a new stream for the domain and lists its features", async () => {
  const features = "<?xml version='1.0'?><stream:stream from='mx.example' id='x' version='1.0'>" +
    "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism>" +
    "</mechanisms><ver xmlns='urn:xmpp:features:rosterver'/></stream:features>";
  for (const readSize of [1, 7, Infinity]) {
    const channel = scriptedChannel({ upgraded, answers: [features], readSize });
    const answer = await xmpp.exchange(channel);
    const request = new TextDecoder().decode(channel.written[0]);
    assert.match(request, /^<\?xml version='1.0'\?><stream:stream to='mx\.example' version='1\.0'/);
    assert.match(request, /xmlns='jabber:client'/);
    assert.equal(answer.answer, "stream features: mechanisms, ver");
    assert.equal(new TextDecoder().decode(answer.farewell), "</stream:stream>");
  }
  const channel = scriptedChannel({ upgraded, answers: [features] });
  await xmppServer.exchange(channel);
  assert.match(new TextDecoder().decode(channel.written[0]), /xmlns='jabber:server'/);
});

Deno.test("xmpp says what the stream's error was", async () => {
  const error = "<stream:stream version='1.0'><stream:error><host-unknown " +
    "xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>";
  const { answer } = await xmpp.exchange(scriptedChannel({ upgraded, answers: [error] }));
  assert.equal(answer, "stream error: host-unknown");
});

Deno.test("xmpp asks an international domain in its own letters", async () => {
  const channel = scriptedChannel({ upgraded, serverName: "xn--mnchen-3ya.example" });
  await xmpp.exchange(channel);
  assert.match(new TextDecoder().decode(channel.written[0]), /to='münchen\.example'/);
});

// PostgreSQL documentation, Message Formats: length, version 3.0, pairs of strings, a final zero.
const startup = fromHex(
  `0000004b 00030000 ${ascii("user\0tls-handshake-checker\0")}${
    ascii("application_name\0tls-handshake-checker\0")
  }00`,
);

const postgresAnswers: readonly (readonly [hex: string, shown: string | null, farewell: string | null])[] = [
  ["52 00000008 00000000", "AuthenticationOk", "5800000004"],
  ["52 00000008 00000003", "AuthenticationCleartextPassword", null],
  ["52 0000000c 00000005 01020304", "AuthenticationMD5Password", null],
  [
    `52 00000017 0000000a ${ascii("SCRAM-SHA-256\0\0")}`,
    "AuthenticationSASL SCRAM-SHA-256",
    null,
  ],
  ["52 00000008 00000063", "Authentication request 99", null],
  [`45 00000010 ${ascii("SFATAL\0Mno\0")}00`, "ErrorResponse no", null],
  [`45 00000017 ${ascii("SFATAL\0C28000\0Mno\0\0")}`, "ErrorResponse 28000 no", null],
  ["52 00000004", "data that is not PostgreSQL", null],
  ["52 00000000", "data that is not PostgreSQL", null],
  ["48 54545000", "data that is not PostgreSQL", null],
  ["5a", "data that is not PostgreSQL", null],
  ["", null, null],
];

Deno.test("postgres starts up as a user of our name", async (test) => {
  for (const [hex, shown, farewell] of postgresAnswers) {
    await test.step(`${shown}`, async () => {
      const channel = scriptedChannel({ upgraded, answers: [fromHex(hex)], readSize: 3 });
      const answer = await postgres.exchange(channel);
      assert.deepEqual(channel.written.map((octets) => octets.toHex()), [startup.toHex()]);
      assert.equal(answer.answer, shown);
      assert.equal(answer.farewell?.toHex() ?? null, farewell);
    });
  }
});

// MySQL documentation, HandshakeResponse41 behind an SSLRequest: sequence 2, the SSLRequest's capabilities
// (PROTOCOL_41, SSL, SECURE_CONNECTION), a largest packet, utf8, 23 zeros, a user, no authentication data.
const response = fromHex(
  `370000 02 008a0000 00000001 21 ${"00".repeat(23)} ${ascii("tls-handshake-checker\0")}00`,
);

const mysqlAnswers: readonly (readonly [hex: string, shown: string | null, farewell: string | null])[] = [
  [
    `160000 03 ff 1504 ${ascii("#28000Access denied")}`,
    "ERR 1045 28000 Access denied",
    null,
  ],
  ["070000 03 00 00 00 0200 0000", "OK", "0100000001"],
  [`160000 03 fe ${ascii("mysql_native_password")}`, "AuthSwitchRequest mysql_native_password", null],
  ["010000 03 0a", "data that is not MySQL", null],
  ["000000 03", "data that is not MySQL", null],
  ["48", "data that is not MySQL", null],
  ["", null, null],
];

Deno.test("mysql answers the server's handshake, and shows how it is refused", async (test) => {
  for (const [hex, shown, farewell] of mysqlAnswers) {
    await test.step(`${shown}`, async () => {
      const channel = scriptedChannel({ upgraded, answers: [fromHex(hex)], readSize: 2 });
      const answer = await mysql.exchange(channel);
      assert.deepEqual(channel.written.map((octets) => octets.toHex()), [response.toHex()]);
      assert.equal(answer.answer, shown);
      assert.equal(answer.farewell?.toHex() ?? null, farewell);
    });
  }
});

Deno.test("no protocol is upset by anything cut short or by anything at all", async () => {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  for (const protocol of [ldap, xmpp, postgres, mysql]) {
    for (let length = 0; length < 40; length++) {
      for (const begins of ["", "30", "52", "45", "<stream:stream>", "<", "ff"]) {
        const first = /^[0-9a-f]+$/.test(begins) ? fromHex(begins) : octetsOf(begins);
        const script: ChannelScript = { upgraded, answers: [concat(first, random(length))], readSize: 5 };
        const { answer } = await protocol.exchange(scriptedChannel(script));
        assert.ok(answer === null || answer.length <= 200);
      }
    }
  }
});
