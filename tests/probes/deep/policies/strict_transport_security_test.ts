/** The Strict-Transport-Security field: RFC 6797 §6.1, with the examples of §6.2. */
import assert from "node:assert/strict";
import { readStrictTransportSecurity } from "../../../../src/probes/deep/policies/strict_transport_security.ts";
import { assertLinear } from "../../../support/long_inputs.ts";

const accepted: [field: string, maxAge: number, includeSubDomains: boolean, preload: boolean][] = [
  ["max-age=31536000", 31_536_000, false, false],
  ["max-age=15768000 ; includeSubDomains", 15_768_000, true, false],
  ['max-age="31536000"', 31_536_000, false, false],
  ["max-age=0", 0, false, false],
  ["max-age=0; includeSubDomains", 0, true, false],
  ["max-age=63072000; includeSubDomains; preload", 63_072_000, true, true],
  ["MAX-AGE=1;INCLUDESUBDOMAINS;PreLoad", 1, true, true],
  ["includeSubDomains;max-age=1", 1, true, false],
  [";; max-age=1 ;;", 1, false, false],
  [" \tmax-age\t=\t1\t", 1, false, false],
  ['max-age=1; unknown; other=x; third="a;b\\"c"', 1, false, false],
  ["max-age=1; includeSubDomainsX", 1, false, false],
  ["max-age=99999999999999999999999", Number.MAX_SAFE_INTEGER, false, false],
];
for (const [field, maxAge, includeSubDomains, preload] of accepted) {
  Deno.test(`${field} is kept to`, () => {
    assert.deepEqual(readStrictTransportSecurity(field), {
      maxAge,
      includeSubDomains,
      preload,
      problem: null,
    });
  });
}

const refused: [field: string, problem: RegExp][] = [
  ["", /"max-age" is missing/],
  ["includeSubDomains", /"max-age" is missing/],
  ["max-age", /not a number of seconds/],
  ["max-age=", /not a list of directives/],
  ["max-age=-1", /not a number of seconds/],
  ["max-age=1.5", /not a number of seconds/],
  ["max-age=1e3", /not a number of seconds/],
  ['max-age=""', /not a number of seconds/],
  ["max-age=1; max-age=1", /"max-age" comes twice/],
  ["max-age=1; x; X", /"X" comes twice/],
  ["max-age=1; includeSubDomains=true", /"includeSubDomains" has a value/],
  ["max-age=1; preload=1", /"preload" has a value/],
  ["max-age=1, includeSubDomains", /not a list of directives/],
  ["max-age=1 includeSubDomains", /not a list of directives/],
  ['max-age="1', /not a list of directives/],
  ["max-age=1; é", /not a list of directives/],
  ["=1", /not a list of directives/],
];
for (const [field, problem] of refused) {
  Deno.test(`${JSON.stringify(field)} is left alone, and it is said why`, () => {
    assert.match(readStrictTransportSecurity(field).problem ?? "", problem);
  });
}

Deno.test("every prefix of a field is read or refused, and none says more than the whole", () => {
  const field = 'max-age=63072000; includeSubDomains; preload; x="a\\"b"';
  for (let length = 0; length < field.length; length++) {
    const { maxAge, preload, problem } = readStrictTransportSecurity(field.slice(0, length));
    assert((maxAge ?? 0) <= 63_072_000);
    assert(!preload || length >= field.indexOf("preload") + 7);
    assert(problem !== null || length > "max-age=".length);
  }
});

Deno.test("a long field takes no longer than its length", () => {
  for (const start of ["", "a", "a=", "a=b", "max-age=1;a", 'a="b"', 'a="']) {
    for (const filling of [" ", "\t", "a", ' ;a="\\', "\\a", " ;", '"']) {
      for (const end of ["", "x", "x y", "\x80"]) {
        assertLinear((length) => readStrictTransportSecurity(start + filling.repeat(length) + end));
      }
    }
  }
});
