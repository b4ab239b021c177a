import assert from "node:assert/strict";
import { concat, equalBytes, fromBase64, fromHex, toBase64, toHex } from "../../src/bytes/mod.ts";

Deno.test("concat joins arrays in order into one of its own", () => {
  const first = fromHex("0102");
  const all = concat(first, new Uint8Array(), fromHex("03"));
  first[0] = 9;
  assert.equal(toHex(all), "010203");
  assert.equal(concat().length, 0);
});

Deno.test("equalBytes tells arrays apart by length and by every octet", () => {
  assert(equalBytes(fromHex("0102"), fromHex("0102")));
  assert(equalBytes(new Uint8Array(), new Uint8Array()));
  assert(!equalBytes(fromHex("0102"), fromHex("010200")));
  assert(!equalBytes(fromHex("0102"), fromHex("0103")));
  assert(!equalBytes(fromHex("0102"), fromHex("0002")));
});

// RFC 4648 §10.
Deno.test("hex and base64 are those of RFC 4648", () => {
  const foobar = new TextEncoder().encode("foobar");
  assert.equal(toHex(foobar), "666f6f626172");
  assert.deepEqual(fromHex("66 6F\n6f626172"), foobar);
  assert.equal(toBase64(foobar.subarray(0, 4)), "Zm9vYg==");
  assert.deepEqual(fromBase64("Zm9vYmFy"), foobar);
});

Deno.test("hex and base64 that are neither are refused", () => {
  assert.throws(() => fromHex("0"), SyntaxError);
  assert.throws(() => fromHex("zz"), SyntaxError);
  assert.throws(() => fromBase64("*"), SyntaxError);
});
