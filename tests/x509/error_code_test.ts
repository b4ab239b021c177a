import assert from "node:assert/strict";
import { chainErrorCodes as reported } from "../../src/report/codes.ts";
import { chainErrorCodes } from "../../src/x509/mod.ts";

Deno.test("the codes and their precedence are the report's", () => {
  assert.deepEqual(chainErrorCodes, reported);
});
