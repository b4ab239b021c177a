import assert from "node:assert/strict";
import { testRefusals } from "./refusals.ts";
import { close, converse } from "./scripted_peer.ts";

const greeting = "220 Ready\r\n";

Deno.test("ftp: a server that is ready in some minutes is waited for", async () => {
  const { failure } = await converse("ftp", [
    "120 Service ready in 1 minute\r\n",
    greeting,
    /FEAT\r\n/,
    "211 no features\r\n",
    /AUTH TLS\r\n/,
    "234 Proceed\r\n",
  ]);
  assert.equal(failure, null);
});

Deno.test("ftp: a server that wants a login before FEAT is asked for TLS all the same", async () => {
  const { failure } = await converse("ftp", [
    greeting,
    /FEAT\r\n/,
    "530 Please login with USER and PASS.\r\n",
    /AUTH TLS\r\n/,
    "234 Proceed\r\n",
  ]);
  assert.equal(failure, null);
});

Deno.test("ftp: lines within a reply may be anything, other codes included", async () => {
  const { failure } = await converse("ftp", [
    "220-Welcome\r\n\r\n230 downloads today\r\n211-and more\r\n220 Ready\r\n",
    /FEAT\r\n/,
    "211-Features\r\n AUTH SSL;TLS\r\n211 End\r\n",
    /AUTH TLS\r\n/,
    "234 Proceed\r\n",
  ]);
  assert.equal(failure, null);
});

testRefusals("ftp", [
  {
    what: "a server that does not list AUTH TLS is told with what it lists",
    script: [
      greeting,
      /FEAT/,
      "211-Features:\r\n EPRT\r\n UTF8\r\n211 End\r\n",
      /AUTH TLS/,
      "530 Please login.\r\n",
    ],
    code: "starttls_not_offered",
    message: /does not offer AUTH TLS: it offers "EPRT, UTF8"/,
  },
  {
    what: "a server that knows neither FEAT nor AUTH does not offer it",
    script: [greeting, /FEAT/, "500 Unknown command\r\n", /AUTH TLS/, "502 Not implemented\r\n"],
    code: "starttls_not_offered",
    message: /does not know "AUTH TLS": "502 Not implemented"/,
  },
  {
    what: "a refusal of the AUTH TLS it listed is quoted",
    script: [
      greeting,
      /FEAT/,
      "211-Features:\r\n AUTH TLS\r\n211 End\r\n",
      /AUTH TLS/,
      "431 Security is unavailable\r\n",
    ],
    code: "starttls_failed",
    message: /refused "AUTH TLS": "431 Security is unavailable"/,
  },
  {
    what: "a refusal by policy is no lack of support",
    script: [greeting, /FEAT/, "500 Unknown command\r\n", /AUTH TLS/, "534 Policy requires no TLS\r\n"],
    code: "starttls_failed",
    message: /534/,
  },
  {
    what: "a greeting of 421 turns us away",
    script: ["421 There are too many connected users\r\n", close],
    code: "starttls_failed",
    message: /too many connected users/,
  },
  {
    what: "an SMTP server is named",
    script: ["220 mx.example ESMTP Postfix\r\n", /FEAT/, "502 5.5.2 unknown\r\n", /AUTH TLS/, "503 no\r\n"],
    code: "not_tls",
    message: /speaks SMTP, not FTP/,
  },
]);
