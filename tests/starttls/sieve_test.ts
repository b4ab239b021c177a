import assert from "node:assert/strict";
import { quotedStrings } from "../../src/starttls/sieve.ts";
import { assertLinear } from "../support/long_inputs.ts";
import { testRefusals } from "./refusals.ts";
import { close, converse } from "./scripted_peer.ts";

Deno.test("sieve: strings may be literals, with lines inside and at either place", async () => {
  const { failure, dialogue } = await converse("sieve", [
    '"IMPLEMENTATION" {14}\r\nExample "1" \r\n\r\n{8+}\r\nSTARTTLS\r\n"SASL" {0}\r\n\r\nOK {4}\r\nDone\r\n',
    /STARTTLS\r\n/,
    'OK (WARNINGS) "go"\r\n',
  ]);
  assert.equal(failure, null);
  assert.ok(dialogue.some(({ text }) => text === 'Example "1" \r\n'));
});

testRefusals("sieve", [
  {
    what: "a server that does not offer STARTTLS is told with what it offers",
    script: ['"IMPLEMENTATION" "x"\r\n"SASL" "PLAIN"\r\nOK "ready"\r\n'],
    code: "starttls_not_offered",
    message: /it offers "IMPLEMENTATION x, SASL PLAIN"/,
  },
  {
    what: "the word inside another capability's value is no offer",
    script: ['"IMPLEMENTATION" "STARTTLS"\r\n"X" {8}\r\nSTARTTLS\r\nOK\r\n'],
    code: "starttls_not_offered",
    message: /IMPLEMENTATION STARTTLS/,
  },
  {
    what: "NO to STARTTLS is a refusal",
    script: ['"STARTTLS"\r\nOK\r\n', /STARTTLS/, 'NO (TRYLATER) "no certificate"\r\n'],
    code: "starttls_failed",
    message: /refused "STARTTLS".*no certificate/,
  },
  {
    what: "a greeting of BYE turns us away",
    script: ['BYE "Too many connections"\r\n', close],
    code: "starttls_failed",
    message: /turned the connection away.*Too many connections/,
  },
  {
    what: "BYE instead of an answer turns us away",
    script: ['"STARTTLS"\r\nOK\r\n', /STARTTLS/, 'BYE "Shutting down"\r\n', close],
    code: "starttls_failed",
    message: /Shutting down/,
  },
  {
    what: "a string without an end is malformed",
    script: ['"IMPLEMENTATION" "x"\r\n"SASL\r\n'],
    code: "malformed_message",
    message: /""SASL" came/,
  },
  {
    what: "a literal without bounds is refused before it is waited for",
    script: ['"IMPLEMENTATION" {4294967296}\r\n'],
    code: "limit_exceeded",
    message: /4294967296 octets/,
  },
]);

Deno.test("sieve: the strings of a line, and none where one has no end", () => {
  assert.deepEqual(quotedStrings('"a" "b\\"\\\\" ""'), ["a", 'b"\\', ""]);
  for (const line of ["", "a", '"', '"a', '"a\\"', '"a\\"b\\"', '"a\\']) {
    assert.deepEqual(quotedStrings(line), [], line);
  }
  assert.deepEqual(quotedStrings('"a" "b'), ["a"]);
  for (const filling of ['"', '\\"', "\\", "a", '" ']) {
    assertLinear((length) => quotedStrings(`"${filling.repeat(length)}`));
    assertLinear((length) => quotedStrings(`"${filling.repeat(length)}\\`));
  }
});
