import assert from "node:assert/strict";
import { testRefusals } from "./refusals.ts";
import { close, converse } from "./scripted_peer.ts";

/** An ErrorResponse as a server that is full sends it: its length, then severity, SQLSTATE and message. */
const body = new TextEncoder().encode("SFATAL\0C53300\0Msorry, too many clients already\0\0");
const errorResponse = Uint8Array.of(0x45, 0, 0, 0, body.length + 4, ...body);

Deno.test("postgres: the request is the eight octets of the manual", async () => {
  const { sent } = await converse("postgres", [/[^]{8}/, "S"]);
  assert.equal(sent.toHex(), "0000000804d2162f");
});

testRefusals("postgres", [
  {
    what: "N says that the server runs without TLS",
    script: [/[^]{8}/, "N"],
    code: "starttls_not_offered",
    message: /without TLS/,
  },
  {
    what: "an error is quoted with its SQLSTATE",
    script: [/[^]{8}/, errorResponse, close],
    code: "starttls_failed",
    message: /"53300 sorry, too many clients already"/,
  },
  {
    what: "an error whose length cannot be is malformed",
    script: [/[^]{8}/, Uint8Array.of(0x45, 0, 0, 0, 3), close],
    code: "not_tls",
    message: /does not speak PostgreSQL/,
  },
  {
    what: "an error of an absurd length is not waited for",
    script: [/[^]{8}/, Uint8Array.of(0x45, 0x7f, 0xff, 0xff, 0xff)],
    code: "not_tls",
    message: /does not speak PostgreSQL/,
  },
]);

Deno.test("postgres: an SSH banner does not pass for consent", async () => {
  const { failure } = await converse("postgres", ["SSH-2.0-OpenSSH_9.2\r\n"]);
  assert.equal(failure?.code, "not_tls");
});
