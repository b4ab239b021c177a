import assert from "node:assert/strict";
import { testRefusals } from "./refusals.ts";
import { close, converse } from "./scripted_peer.ts";

const greeting = "220 mx.example ESMTP\r\n";
const offer = "250-mx.example\r\n250 STARTTLS\r\n";

Deno.test("smtp: the dialogue tells every line of both sides in order", async () => {
  const { dialogue } = await converse("smtp", [
    "220-mx.example ESMTP\r\n",
    "220 Go ahead\r\n",
    /EHLO client\.example\r\n/,
    "250-mx.example\r\n250-starttls\r\n250 HELP\r\n",
    /STARTTLS\r\n/,
    "220 Ready\r\n",
  ]);
  assert.deepEqual(dialogue.map(({ direction, text }) => `${direction} ${text}`), [
    "received 220-mx.example ESMTP",
    "received 220 Go ahead",
    "sent EHLO client.example",
    "received 250-mx.example",
    "received 250-starttls",
    "received 250 HELP",
    "sent STARTTLS",
    "received 220 Ready",
  ]);
});

Deno.test("smtp: replies without text are replies", async () => {
  const { failure } = await converse("smtp", [
    "220\r\n",
    /EHLO/,
    "250-\r\n250 STARTTLS\r\n",
    /STARTTLS/,
    "220\r\n",
  ]);
  assert.equal(failure, null);
});

Deno.test("smtp: hostile words stay whole in the dialogue and harmless in the message", async () => {
  const hostile = "\u001b[2J\u202e<script>";
  const { failure, dialogue } = await converse("smtp", [`554 ${hostile}\r\n`]);
  assert.equal(dialogue[0]!.text, `554 ${hostile}`);
  assert.doesNotMatch(failure!.message, /\p{Cc}|\p{Cf}/u);
  assert.match(failure!.message, /<script>/);
});

Deno.test("smtp: a name for EHLO that would add a line is the caller's mistake", async () => {
  const context = { clientName: "client.example\r\nMAIL FROM:<>" };
  await assert.rejects(converse("smtp", [greeting], { context }), TypeError);
});

testRefusals("smtp", [
  {
    what: "a server that does not offer STARTTLS is told with what it offers",
    script: [greeting, /EHLO/, "250-mx.example\r\n250-PIPELINING\r\n250 SIZE 1000\r\n"],
    code: "starttls_not_offered",
    message: /does not offer STARTTLS: it offers "PIPELINING, SIZE 1000"/,
  },
  {
    what: "an extension that only begins with the word is not STARTTLS",
    script: [greeting, /EHLO/, "250-mx.example\r\n250-XSTARTTLS\r\n250 STARTTLSX\r\n"],
    code: "starttls_not_offered",
    message: /XSTARTTLS/,
  },
  {
    what: "a server without extensions offers no STARTTLS",
    script: [greeting, /EHLO/, "250 mx.example\r\n"],
    code: "starttls_not_offered",
    message: /offers no extension/,
  },
  {
    what: "a server that does not know EHLO offers no STARTTLS",
    script: [greeting, /EHLO/, "502 5.5.1 Command not implemented\r\n"],
    code: "starttls_not_offered",
    message: /does not know "EHLO client\.example": "502 5\.5\.1 Command not implemented"/,
  },
  {
    what: "a temporary refusal of STARTTLS is quoted",
    script: [greeting, /EHLO/, offer, /STARTTLS/, "454 4.7.0 TLS not available due to local problem\r\n"],
    code: "starttls_failed",
    message: /refused "STARTTLS": "454 4\.7\.0 TLS not available due to local problem"/,
    hint: /certificate/,
  },
  {
    what: "a lasting refusal of STARTTLS is quoted",
    script: [greeting, /EHLO/, offer, /STARTTLS/, "502 no\r\n"],
    code: "starttls_failed",
    message: /"502 no"/,
  },
  {
    what: "a greeting of 554 turns us away",
    script: ["554 5.7.1 No SMTP service here\r\n"],
    code: "starttls_failed",
    message: /turned the connection away: "554 5\.7\.1 No SMTP service here"/,
  },
  {
    what: "a greeting of 421 turns us away",
    script: ["421-mx.example\r\n421 4.7.0 Too many connections\r\n", close],
    code: "starttls_failed",
    message: /"421 4\.7\.0 Too many connections"/,
  },
  {
    what: "a 421 to EHLO turns us away",
    script: [greeting, /EHLO/, "421 4.3.2 Shutting down\r\n", close],
    code: "starttls_failed",
    message: /421/,
  },
  {
    what: "a line without a code after the greeting is malformed",
    script: [greeting, /EHLO/, "250-mx.example\r\nSTARTTLS\r\n"],
    code: "malformed_message",
    message: /"STARTTLS" came instead of an answer to "EHLO client\.example"/,
  },
  {
    what: "an FTP server that greets alike is named",
    script: ["220 ProFTPD Server ready\r\n", /EHLO/, "500 EHLO not understood\r\n"],
    code: "not_tls",
    message: /speaks FTP, not SMTP/,
    hint: /25/,
  },
  {
    what: "an IMAP server is named",
    script: ["* OK [CAPABILITY IMAP4rev1] ready\r\n"],
    code: "not_tls",
    message: /speaks IMAP, not SMTP/,
  },
]);
