import assert from "node:assert/strict";
import { escapeForTerminal, escapeInJson } from "../../src/formats/escape.ts";

const harmful: [string, string][] = [
  ["ESC", "\u001b[2J"],
  ["the C1 control sequence introducer", "\u009b31m"],
  ["a line feed", "\n"],
  ["a carriage return", "\r"],
  ["a tab", "\t"],
  ["NUL", "\0"],
  ["BEL", "\u0007"],
  ["DEL", "\u007f"],
  ["right-to-left override", "\u202e"],
  ["right-to-left embedding", "\u202b"],
  ["an isolate", "\u2066"],
  ["pop directional isolate", "\u2069"],
  ["left-to-right mark", "\u200e"],
  ["right-to-left mark", "\u200f"],
  ["Arabic letter mark", "\u061c"],
  ["zero width space", "\u200b"],
  ["zero width joiner", "\u200d"],
  ["word joiner", "\u2060"],
  ["byte order mark", "\ufeff"],
  ["line separator", "\u2028"],
  ["soft hyphen", "\u00ad"],
  ["a tag character", "\u{e0041}"],
  ["a lone high surrogate", "\ud800"],
  ["a lone low surrogate", "\udc00"],
];
for (const [what, text] of harmful) {
  Deno.test(`${what} becomes visible on a terminal`, () => {
    const point = text.codePointAt(0)!.toString(16);
    assert.equal(
      escapeForTerminal(`a${text}b`),
      `a\\u{${point}}${text.slice(String.fromCodePoint(text.codePointAt(0)!).length)}b`,
    );
  });

  Deno.test(`${what} is an escape in JSON that reads back to itself`, () => {
    const escaped = escapeInJson(JSON.stringify({ value: text }));
    assert.equal(JSON.parse(escaped).value, text);
    assert.ok(/^[\x20-\x7e]*$/.test(escaped), escaped);
  });
}

Deno.test("letters of every script stay as they are", () => {
  const text = "münchen, Ελλάδα, 東京, 한국, עברית, 👍 · → ✔";
  assert.equal(escapeForTerminal(text), text);
});

Deno.test("JSON's own line breaks between tokens stay", () => {
  const json = JSON.stringify({ a: ["\n"] }, null, 2);
  assert.equal(escapeInJson(json), json);
});

Deno.test("a long text is cut, and never within a character", () => {
  assert.equal(escapeForTerminal("a".repeat(10), 4), "aaaa…");
  assert.equal(escapeForTerminal("👍".repeat(10), 4), "👍👍👍👍…");
  assert.equal(escapeForTerminal("👍👍👍👍", 4), "👍👍👍👍");
  assert.ok(escapeForTerminal("A".repeat(1_000_000)).length < 1_000);
});
