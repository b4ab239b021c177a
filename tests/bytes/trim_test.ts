import assert from "node:assert/strict";
import { trimBlanks } from "../../src/bytes/mod.ts";
import { assertLinear } from "../support/long_inputs.ts";

Deno.test("spaces and tabs at the ends go, and nothing else", () => {
  const trimmed = [
    ["", ""],
    [" \t ", ""],
    ["a", "a"],
    ["\t a \t b\t ", "a \t b"],
    ["\r\na\xa0", "\r\na\xa0"],
  ] as const;
  for (const [text, expected] of trimmed) assert.equal(trimBlanks(text), expected, JSON.stringify(text));
});

Deno.test("blanks within a text cost no more than its length", () => {
  assertLinear((length) => trimBlanks(`a${" ".repeat(length)}b`));
});
