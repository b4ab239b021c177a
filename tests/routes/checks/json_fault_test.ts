import fc from "fast-check";
import assert from "node:assert/strict";
import { jsonFault } from "../../../routes/checks/json_fault.ts";

const faults: [text: string, line: number, column: number][] = [
  ["", 1, 1],
  ["{", 1, 2],
  ['{"a":', 1, 6],
  ['{"a":x}', 1, 6],
  ['{"a":1,}', 1, 8],
  ['{"a":1}}', 1, 8],
  ['{"a" 1}', 1, 6],
  ["{'a':1}", 1, 2],
  ["[1 2]", 1, 4],
  ["[1,]", 1, 4],
  ["[,1]", 1, 2],
  ["[1}", 1, 3],
  ["[01]", 1, 2],
  ["[1.]", 1, 2],
  ["[truely]", 1, 2],
  ['["\\x"]', 1, 2],
  ['["a\nb"]', 1, 2],
  ['{\n  "targets": [\n    "a.example",\n    b.example\n  ]\n}', 4, 5],
];

Deno.test("the fault is where the first token stands that cannot be there", () => {
  for (const [text, line, column] of faults) {
    assert.throws(() => JSON.parse(text), text);
    assert.deepEqual(jsonFault(text), { line, column }, text);
  }
});

Deno.test("what follows a whole JSON text is its fault, whatever the text is", () => {
  fc.assert(fc.property(fc.json(), (text) => {
    assert.deepEqual(jsonFault(`${text} !`), { line: 1, column: text.length + 2 });
  }));
});

Deno.test("a text cut short is at fault within or at its end", () => {
  fc.assert(fc.property(fc.json(), fc.nat(), (text, length) => {
    const cut = `[${text}`.slice(0, length % text.length + 1);
    const { line, column } = jsonFault(cut);
    assert.equal(line, 1);
    assert.ok(column <= cut.length + 1);
  }));
});

Deno.test("neither depth nor length takes it long", () => {
  const deep = "[".repeat(250_000);
  assert.deepEqual(jsonFault(deep), { line: 1, column: 250_001 });
  const long = `["${"\\u0041".repeat(40_000)}"`;
  assert.deepEqual(jsonFault(long), { line: 1, column: long.length + 1 });
});
