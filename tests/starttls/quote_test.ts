import assert from "node:assert/strict";
import { quote, quoteOctets } from "../../src/starttls/quote.ts";

Deno.test("quoted words cannot act on a terminal or turn the reading direction", () => {
  assert.equal(quote("a\u001b[31mb\u202ec\u0000\u2028"), '"a\\u{1b}[31mb\\u{202e}c\\u{0}\\u{2028}"');
});

Deno.test("quoted words are cut, and say so", () => {
  const quoted = quote("x".repeat(100_000));
  assert.ok(quoted.length < 200);
  assert.ok(quoted.endsWith('…"'));
  assert.doesNotMatch(quote("\u{1f512}".repeat(1000)), /\p{Cs}/u);
});

Deno.test("octets are quoted as their first line, or as hex when they are no text", () => {
  assert.equal(quoteOctets(new TextEncoder().encode("HTTP/1.1 400\r\nServer: x\r\n")), '"HTTP/1.1 400"');
  assert.equal(quoteOctets(Uint8Array.of(0, 1, 2)), "000102");
});
