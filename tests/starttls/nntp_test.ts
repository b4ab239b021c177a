import assert from "node:assert/strict";
import { testRefusals } from "./refusals.ts";
import { close, converse } from "./scripted_peer.ts";

Deno.test("nntp: a server from before CAPABILITIES is asked for STARTTLS all the same", async () => {
  const { failure } = await converse("nntp", [
    "201 no posting\r\n",
    /CAPABILITIES\r\n/,
    "500 What?\r\n",
    /STARTTLS\r\n/,
    "382 Continue\r\n",
  ]);
  assert.equal(failure, null);
});

testRefusals("nntp", [
  {
    what: "a server that does not offer STARTTLS is told with what it offers",
    script: ["200 news.example\r\n", /CAPABILITIES/, "101 List\r\nVERSION 2\r\nREADER\r\n.\r\n"],
    code: "starttls_not_offered",
    message: /it offers "VERSION 2, READER"/,
  },
  {
    what: "a server that knows neither CAPABILITIES nor STARTTLS does not offer it",
    script: ["200 news.example\r\n", /CAPABILITIES/, "500 What?\r\n", /STARTTLS/, "500 What?\r\n"],
    code: "starttls_not_offered",
    message: /does not know "STARTTLS": "500 What\?"/,
  },
  {
    what: "a server that cannot start TLS now is quoted",
    script: [
      "200 news.example\r\n",
      /CAPABILITIES/,
      "101 List\r\nSTARTTLS\r\n.\r\n",
      /STARTTLS/,
      "580 Can not initiate\r\n",
    ],
    code: "starttls_failed",
    message: /refused "STARTTLS": "580 Can not initiate"/,
  },
  {
    what: "a greeting of 502 turns us away",
    script: ["502 You have no permission to talk\r\n", close],
    code: "starttls_failed",
    message: /no permission/,
  },
  {
    what: "a greeting of 400 turns us away",
    script: ["400 Service temporarily unavailable\r\n", close],
    code: "starttls_failed",
    message: /temporarily/,
  },
]);
