import assert from "node:assert/strict";
import { testRefusals } from "./refusals.ts";
import { close, converse } from "./scripted_peer.ts";

Deno.test("imap: capabilities in the greeting spare a command", async () => {
  const { failure, sentText } = await converse("imap", [
    "* OK [CAPABILITY IMAP4rev1 SASL-IR STARTTLS LOGINDISABLED] ready.\r\n",
    /STARTTLS\r\n/,
    "a2 OK go\r\n",
  ]);
  assert.equal(failure, null);
  assert.doesNotMatch(sentText, /CAPABILITY/);
});

Deno.test("imap: a greeting that does not list STARTTLS is not the last word", async () => {
  const { failure } = await converse("imap", [
    "* OK [CAPABILITY IMAP4rev1] ready.\r\n",
    /CAPABILITY\r\n/,
    "* capability imap4rev1 starttls\r\na1 ok\r\n",
    /STARTTLS\r\n/,
    "a2 OK go\r\n",
  ]);
  assert.equal(failure, null);
});

Deno.test("imap: untagged lines between command and completion are passed over", async () => {
  const { failure } = await converse("imap", [
    "* OK ready\r\n",
    /CAPABILITY\r\n/,
    "* OK [ALERT] maintenance tonight\r\na1 OK [CAPABILITY STARTTLS IMAP4rev1] done\r\n",
    /STARTTLS\r\n/,
    "* OK still here\r\na2 OK go\r\n",
  ]);
  assert.equal(failure, null);
});

testRefusals("imap", [
  {
    what: "a server that does not offer STARTTLS is told with what it offers",
    script: ["* OK ready\r\n", /CAPABILITY/, "* CAPABILITY IMAP4rev1 IDLE\r\na1 OK done\r\n"],
    code: "starttls_not_offered",
    message: /it offers "IMAP4REV1, IDLE"/,
  },
  {
    what: "a server that takes us as authenticated cannot be upgraded",
    script: ["* PREAUTH [CAPABILITY IMAP4rev1] Logged in as someone\r\n"],
    code: "starttls_not_offered",
    message: /authenticated from the start.*PREAUTH/,
  },
  {
    what: "a greeting of BYE turns us away",
    script: ["* BYE Too many connections\r\n", close],
    code: "starttls_failed",
    message: /turned the connection away: "\* BYE Too many connections"/,
  },
  {
    what: "an untagged BYE instead of an answer turns us away",
    script: ["* OK [CAPABILITY STARTTLS] ready\r\n", /STARTTLS/, "* BYE Shutting down\r\n", close],
    code: "starttls_failed",
    message: /BYE Shutting down/,
  },
  {
    what: "NO to STARTTLS is a refusal",
    script: ["* OK [CAPABILITY STARTTLS] ready\r\n", /STARTTLS/, "a2 NO [UNAVAILABLE] no certificate\r\n"],
    code: "starttls_failed",
    message: /refused "STARTTLS": "a2 NO \[UNAVAILABLE\] no certificate"/,
  },
  {
    what: "BAD to STARTTLS is a refusal",
    script: ["* OK [CAPABILITY STARTTLS] ready\r\n", /STARTTLS/, "a2 BAD TLS support isn't enabled\r\n"],
    code: "starttls_failed",
    message: /BAD/,
  },
  {
    what: "a line that is neither tagged nor untagged is malformed",
    script: ["* OK ready\r\n", /CAPABILITY/, "IMAP4rev1 STARTTLS\r\n"],
    code: "malformed_message",
    message: /"IMAP4rev1 STARTTLS" came instead of an answer to "a1 CAPABILITY"/,
  },
  {
    what: "a POP3 server is named",
    script: ["+OK Dovecot ready.\r\n"],
    code: "not_tls",
    message: /speaks POP3, not IMAP/,
  },
]);
