import assert from "node:assert/strict";
import { displayWidth } from "../../src/formats/display_width.ts";
import { wrap } from "../../src/formats/wrap.ts";

Deno.test("width counts columns, not characters", () => {
  assert.equal(displayWidth("abc"), 3);
  assert.equal(displayWidth("ü"), 1);
  assert.equal(displayWidth("e\u0301"), 1, "a combining accent");
  assert.equal(displayWidth("東京"), 4);
  assert.equal(displayWidth("한국"), 4);
  assert.equal(displayWidth("👍"), 2);
  assert.equal(displayWidth("✔ ✘ – ! ?"), 9);
});

Deno.test("words go to the next line when they do not fit", () => {
  assert.deepEqual(wrap("one two three four five", 16), ["one two three", "four five"]);
  assert.deepEqual(wrap("", 20), [""]);
});

Deno.test("a word that is longer than a line is broken", () => {
  const lines = wrap("a " + "b".repeat(50) + " c", 20);
  assert.deepEqual(lines, ["a", "b".repeat(20), "b".repeat(20), "b".repeat(10) + " c"]);
});

Deno.test("wide characters fill a line with half as many", () => {
  assert.deepEqual(wrap("東".repeat(15), 20), ["東".repeat(10), "東".repeat(5)]);
});
