/** The value of CAA's `issue` and its kind: RFC 8659 §4.2 with its examples, and RFC 8657's parameters. */
import assert from "node:assert/strict";
import { parseIssuerValue } from "../../src/dns/mod.ts";
import { assertLinear } from "../support/long_inputs.ts";

Deno.test("an issuer, with and without parameters", () => {
  const accepted: [text: string, issuer: string | null, parameters: [string, string][]][] = [
    ["ca1.example.net", "ca1.example.net", []],
    ["ca1.example.net; account=230123", "ca1.example.net", [["account", "230123"]]],
    ["ca1.example.net;account=230123", "ca1.example.net", [["account", "230123"]]],
    [" \tCA.example \t; a = 1 ;\tb=2 \t", "ca.example", [["a", "1"], ["b", "2"]]],
    [
      "letsencrypt.org; accounturi=https://acme.example/acct/1; validationmethods=dns-01,http-01",
      "letsencrypt.org",
      [["accounturi", "https://acme.example/acct/1"], ["validationmethods", "dns-01,http-01"]],
    ],
    ["ca.example; a=", "ca.example", [["a", ""]]],
    [";", null, []],
    ["", null, []],
    ["  ;  ", null, []],
    ["; account=230123", null, [["account", "230123"]]],
  ];
  for (const [text, issuer, parameters] of accepted) {
    assert.deepEqual(
      parseIssuerValue(text),
      { issuer, parameters: parameters.map(([tag, value]) => ({ tag, value })) },
      JSON.stringify(text),
    );
  }
});

Deno.test("what is not of that form is none: RFC 8659 §4.2", () => {
  const refused = [
    "%%%%%",
    "ca1.example.net account=1",
    "ca1.example.net;%%%%%",
    "ca1.example.net; account",
    "ca1.example.net; account=1;",
    "ca1.example.net; a=1;; b=2",
    "ca1.example.net; a=b c",
    "ca1.example.net; -a=1",
    "-ca.example",
    "ca-.example",
    "ca..example",
    ".example",
    "ca.example.",
    "ca_1.example",
    "ca.example\n",
    "ca.example; a=1\n",
    "çа.example",
  ];
  for (const text of refused) assert.equal(parseIssuerValue(text), null, JSON.stringify(text));
});

Deno.test("a long value takes no longer than its length", () => {
  for (const start of ["", "a", "a;", "a;b", "a;b=", "a;b=c", ";"]) {
    for (const filling of [" ", "\t", "a", " ;", ";b=c", "="]) {
      assertLinear((length) => parseIssuerValue(`${start}${filling.repeat(length)}x y`));
      assertLinear((length) => parseIssuerValue(`${start}${filling.repeat(length)}\x80`));
    }
  }
});
