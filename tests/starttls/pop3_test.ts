import assert from "node:assert/strict";
import { testRefusals } from "./refusals.ts";
import { close, converse } from "./scripted_peer.ts";

Deno.test("pop3: a server without CAPA is asked for STLS all the same", async () => {
  const { failure } = await converse("pop3", [
    "+OK ready\r\n",
    /CAPA\r\n/,
    "-ERR unknown command\r\n",
    /STLS\r\n/,
    "+OK\r\n",
  ]);
  assert.equal(failure, null);
});

testRefusals("pop3", [
  {
    what: "a server that does not offer STLS is told with what it offers",
    script: ["+OK ready\r\n", /CAPA/, "+OK\r\nUSER\r\nUIDL\r\n.\r\n"],
    code: "starttls_not_offered",
    message: /does not offer STLS: it offers "USER, UIDL"/,
  },
  {
    what: "a server that knows neither CAPA nor STLS does not offer it",
    script: ["+OK ready\r\n", /CAPA/, "-ERR what?\r\n", /STLS/, "-ERR unknown command\r\n"],
    code: "starttls_not_offered",
    message: /does not know "STLS": "-ERR unknown command"/,
  },
  {
    what: "a refusal of the STLS it offered is quoted",
    script: ["+OK ready\r\n", /CAPA/, "+OK\r\nSTLS\r\n.\r\n", /STLS/, "-ERR TLS not available\r\n"],
    code: "starttls_failed",
    message: /refused "STLS": "-ERR TLS not available"/,
  },
  {
    what: "a greeting of -ERR turns us away",
    script: ["-ERR [SYS/TEMP] too many connections\r\n", close],
    code: "starttls_failed",
    message: /turned the connection away/,
  },
]);
