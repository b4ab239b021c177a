/** MTA-STS records and policies: RFC 8461 §3.1 and §3.2, with their examples. */
import assert from "node:assert/strict";
import {
  mxPatternFits,
  readMtaStsPolicy,
  readMtaStsRecord,
} from "../../../../src/probes/deep/policies/mta_sts.ts";
import { assertLinear } from "../../../support/long_inputs.ts";

Deno.test("the record has an id, and other fields may stand beside it", () => {
  for (
    const [record, id] of [
      ["v=STSv1; id=20160831085700Z;", "20160831085700Z"],
      ["v=STSv1;id=1", "1"],
      ["v=STSv1 ;\tid=1 ; ", "1"],
      ["v=STSv1; x=a b:c; id=1; id=2", "1"],
    ] as const
  ) {
    assert.deepEqual(readMtaStsRecord([record]), { record, id, problem: null }, record);
  }
});

Deno.test("texts of other kinds are left aside, and two records are as good as none: RFC 8461 §3.1", () => {
  const record = "v=STSv1; id=1;";
  assert.equal(readMtaStsRecord(["v=spf1 -all", record, "v=STSv10; id=2", "xv=STSv1; id=2"]).record, record);
  for (const texts of [[], ["v=STSv1"], ["v=stsv1; id=1"], [" v=STSv1; id=1"], [record, "v=STSv1; id=2;"]]) {
    assert.match(readMtaStsRecord(texts).problem ?? "", /no MTA-STS record, or more than one/);
  }
});

Deno.test("an id is letters and digits, up to 32", () => {
  assert.equal(readMtaStsRecord([`v=STSv1; id=${"a".repeat(32)}`]).problem, null);
  const refused = [
    "",
    "id",
    "id=",
    "id=-",
    "id=a b",
    `id=${"a".repeat(33)}`,
    "x=1",
    "id=1;;x=1",
    "id=é",
    "ID=1",
  ];
  for (const fields of refused) {
    assert.match(readMtaStsRecord([`v=STSv1; ${fields}`]).problem ?? "", /no valid id/, fields);
  }
});

const policy = `version: STSv1
mode: enforce
mx: mail.example.com
mx: *.example.net
mx: backupmx.example.com
max_age: 604800`;

Deno.test("the policy of RFC 8461 §3.2 is read, whatever ends its lines", () => {
  for (const text of [policy, `${policy}\n`, policy.replaceAll("\n", "\r\n"), policy.replaceAll(": ", ":")]) {
    assert.deepEqual(readMtaStsPolicy(text), {
      mode: "enforce",
      mx: ["mail.example.com", "*.example.net", "backupmx.example.com"],
      maxAge: 604_800,
      problem: null,
    });
  }
});

Deno.test("fields may be in any order, unknown ones count for nothing, and the first of two counts", () => {
  const { mode, maxAge, problem } = readMtaStsPolicy(
    "max_age: 1\nx-other: a: b \nmode: testing \nmx: a.example\nmode: enforce\nversion: STSv1\nmax_age: 2\n",
  );
  assert.deepEqual({ mode, maxAge, problem }, { mode: "testing", maxAge: 1, problem: null });
});

Deno.test("a policy of mode none needs no mx, and no other does without", () => {
  assert.equal(readMtaStsPolicy("version: STSv1\nmode: none\nmax_age: 86400").problem, null);
  assert.match(
    readMtaStsPolicy("version: STSv1\nmode: testing\nmax_age: 86400").problem ?? "",
    /names no mx/,
  );
});

const refused: [what: string, text: string, problem: RegExp][] = [
  ["nothing", "", /not a name and a value/],
  ["a page", "<!DOCTYPE html>\n<title>404</title>", /not a name and a value/],
  ["an empty line", policy.replace("\n", "\n\n"), /not a name and a value/],
  ["two empty lines at the end", `${policy}\n\n`, /not a name and a value/],
  ["a blank before the colon", policy.replace("mode:", "mode :"), /not a name and a value/],
  ["another version", policy.replace("STSv1", "STSv2"), /version/],
  ["no version", policy.replace("version: STSv1\n", ""), /version/],
  ["another mode", policy.replace("enforce", "report"), /mode/],
  ["no mode", policy.replace("mode: enforce\n", ""), /mode/],
  ["no max_age", policy.replace("\nmax_age: 604800", ""), /max_age/],
  ["too long a max_age", policy.replace("604800", "31557601"), /max_age/],
  ["a max_age that is none", policy.replace("604800", "1d"), /max_age/],
  ["a wildcard within", policy.replace("*.example.net", "mx.*.example.net"), /not a host name/],
  ["an address", policy.replace("mail.example.com", "[192.0.2.7]"), /not a host name/],
  ["a final dot", policy.replace("mail.example.com", "mail.example.com."), /not a host name/],
  ["endless mx", policy + "\nmx: a.example".repeat(200), /more than 100 mx/],
];
for (const [what, text, problem] of refused) {
  Deno.test(`${what}: no policy that senders could keep to`, () => {
    assert.match(readMtaStsPolicy(text).problem ?? "", problem);
  });
}

Deno.test("every prefix of a policy is refused until its last field is there", () => {
  for (let length = 0; length < policy.indexOf("604800") + 1; length++) {
    assert.notEqual(readMtaStsPolicy(policy.slice(0, length)).problem, null, `${length}`);
  }
});

Deno.test("a wildcard stands for one label: RFC 8461 §4.1", () => {
  assert(mxPatternFits("mail.example.com", "MAIL.example.COM"));
  assert(mxPatternFits("*.example.com", "mail.Example.com"));
  for (const host of ["example.com", "a.mail.example.com", "mail.example.net", "mailexample.com"]) {
    assert(!mxPatternFits("*.example.com", host), host);
  }
  assert(!mxPatternFits("example.com", "mail.example.com"));
});

Deno.test("a record of more than 4,096 characters is not read, and it and a policy take no longer than their length", () => {
  const record = `v=STSv1; id=1; x=${"a".repeat(5_000)}`;
  const read = readMtaStsRecord([record]);
  assert.deepEqual([read.record, read.id], [record.slice(0, 4_096), null]);
  assert.match(read.problem ?? "", /more than 4096 characters/);
  for (const filling of [" ", "x ", "\r", "-", "a.", "a-"]) {
    assertLinear((length) => readMtaStsRecord([`v=STSv1; id=1${filling.repeat(length)}b`]));
    const keys = "version: STSv1\nmode: enforce\nmax_age: 1\nmx: ";
    for (const end of ["b", "\rb", "!", "\u2028"]) {
      assertLinear((length) => readMtaStsPolicy(`${keys}a${filling.repeat(length)}${end}`));
    }
  }
});
