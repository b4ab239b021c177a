/** TLS-RPT records: RFC 8460 §3, with its examples. */
import assert from "node:assert/strict";
import { readTagList } from "../../../../src/probes/deep/policies/tag_list.ts";
import { readTlsRptRecord } from "../../../../src/probes/deep/policies/tls_rpt.ts";
import { assertLinear } from "../../../support/long_inputs.ts";

Deno.test("a record names where reports go", () => {
  for (
    const [record, addresses] of [
      ["v=TLSRPTv1;rua=mailto:reports@example.com", ["mailto:reports@example.com"]],
      ["v=TLSRPTv1; rua=https://reporting.example.com/v1/tlsrpt", [
        "https://reporting.example.com/v1/tlsrpt",
      ]],
      ["v=TLSRPTv1; rua=mailto:a@example.com , https://example.com/b?c=d;", [
        "mailto:a@example.com",
        "https://example.com/b?c=d",
      ]],
      ["v=TLSRPTv1; x-other=1; rua=mailto:a@example.com; rua=mailto:b@example.com", ["mailto:a@example.com"]],
    ] as const
  ) {
    assert.deepEqual(readTlsRptRecord([record]), { record, addresses, problem: null }, record);
  }
});

Deno.test("no record, two of them, and other texts, are none", () => {
  const record = "v=TLSRPTv1; rua=mailto:a@example.com";
  assert.equal(readTlsRptRecord(["v=spf1 -all", record]).record, record);
  for (const texts of [[], ["v=TLSRPTv1"], ["v=TLSRPTv2; rua=mailto:a@example.com"], [record, record]]) {
    assert.match(readTlsRptRecord(texts).problem ?? "", /no TLS-RPT record, or more than one/);
  }
});

Deno.test("a record without an address, or with another kind of it, is told", () => {
  for (const fields of ["", "rua=", "ruf=mailto:a@example.com", "rua", "rua=mailto:a@example.com; ;"]) {
    assert.match(readTlsRptRecord([`v=TLSRPTv1; ${fields}`]).problem ?? "", /nowhere/, fields);
  }
  for (
    const address of [
      "http://example.com/",
      "a@example.com",
      "mailto:",
      "mailto:a@example.com!10m",
      "mailto:a@example.com,",
      "https://a b/",
    ]
  ) {
    const { problem } = readTlsRptRecord([`v=TLSRPTv1; rua=${address}`]);
    assert.match(problem ?? "", /neither mailto: nor https:/, address);
  }
});

Deno.test("a record of more than 4,096 characters is not read, and a long one takes no longer than its length", () => {
  const record = `v=TLSRPTv1; rua=mailto:a@b${" ".repeat(5_000)}c`;
  const read = readTlsRptRecord([record]);
  assert.deepEqual([read.record, read.addresses], [record.slice(0, 4_096), []]);
  assert.match(read.problem ?? "", /more than 4096 characters/);
  for (const filling of [" ", ",", ";", "a", " ,", "\t;"]) {
    assertLinear((length) => readTlsRptRecord([`v=TLSRPTv1; rua=mailto:a@b${filling.repeat(length)}c`]));
    assertLinear((length) => readTagList(`v=TLSRPTv1; rua=mailto:a@b${filling.repeat(length)}c`));
  }
});
