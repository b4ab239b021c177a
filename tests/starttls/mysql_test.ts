import assert from "node:assert/strict";
import { hexOf, mysqlGreeting, packet } from "./happy_scripts.ts";
import { testRefusals } from "./refusals.ts";
import { close, converse } from "./scripted_peer.ts";

/** MariaDB behind its habitual "5.5.5-", capability flags 0xf7fe without 0x0800. */
const withoutTls = packet(
  0,
  "0a" + hexOf("5.5.5-10.11.6-MariaDB\0") + "1f000000" + "1122334455667788" + "00" + "fef7" + "2d" + "0200" +
    "ff81" +
    "15" + "00".repeat(10) + "112233445566778899aabbcc00",
);

Deno.test("mysql: the SSLRequest is packet 1 with CLIENT_SSL and CLIENT_PROTOCOL_41 set", async () => {
  const { sent } = await converse("mysql", [mysqlGreeting, /[^]{36}/]);
  assert.equal(sent.length, 36);
  assert.equal(sent.subarray(0, 4).toHex(), "20000001");
  const capabilities = new DataView(sent.buffer, sent.byteOffset + 4).getUint32(0, true);
  assert.ok(capabilities & 0x0800, "CLIENT_SSL");
  assert.ok(capabilities & 0x0200, "CLIENT_PROTOCOL_41");
  assert.deepEqual(sent.subarray(13), new Uint8Array(23));
});

testRefusals("mysql", [
  {
    what: "a server without CLIENT_SSL runs without TLS, and is named by its version",
    script: [withoutTls.map((octet, index) => index === withoutTls.indexOf(0xf7) ? 0xf7 & ~0x08 : octet)],
    code: "starttls_not_offered",
    message: /"5\.5\.5-10\.11\.6-MariaDB", runs without TLS/,
  },
  {
    what: "a protocol from before TLS is not offered",
    script: [packet(0, "09" + hexOf("3.20.32\0") + "01000000" + hexOf("saltsalt\0"))],
    code: "starttls_not_offered",
    message: /3\.20\.32/,
  },
  {
    what: "a host that is blocked is told so",
    script: [
      packet(0, "ff6904" + hexOf("Host '192.0.2.1' is blocked because of many connection errors")),
      close,
    ],
    code: "starttls_failed",
    message: /"1129 Host '192\.0\.2\.1' is blocked/,
  },
  {
    what: "an SQL state before an error's text is left out",
    script: [packet(0, "ff1004" + hexOf("#08004Too many connections")), close],
    code: "starttls_failed",
    message: /"1040 Too many connections"/,
  },
  {
    what: "a greeting that ends before its capability flags is malformed",
    script: [packet(0, "0a" + hexOf("8.0.36\0") + "0b000000" + "1122334455667788" + "00" + "ff"), close],
    code: "malformed_message",
    message: /MySQL/,
  },
  {
    what: "an empty packet is no greeting",
    script: [packet(0, ""), close],
    code: "not_tls",
    message: /does not speak MySQL/,
  },
]);
