import assert from "node:assert/strict";
import { judge } from "../../src/rules/mod.ts";
import { unrecognizedName } from "../../src/rules/unrecognized_name.ts";
import { passing, withStep } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

function warned(value: string) {
  const steps = withStep(passing.steps, "server_hello", {
    facts: [
      { name: "chosen", label: "Chosen", value: "TLS 1.2" },
      { name: "warning_alerts", label: "Warning alerts", value },
    ],
  });
  return inputFrom(passing, { steps });
}

Deno.test("RFC 6066 §3: the warning that the name is not known is told, and changes no verdict", () => {
  const { findings, verdict } = judge(warned("user_canceled, unrecognized_name"));
  const finding = findings.find(({ id }) => id === "server_name.unrecognized");
  assert.equal(finding?.severity, "low");
  assert.ok(finding.detail.includes(passing.target.server_name!));
  assert.equal(verdict, "pass");
});

Deno.test("other warnings, none, and a name that was not sent are no finding", () => {
  assert.deepEqual(unrecognizedName(warned("user_canceled")), []);
  assert.deepEqual(unrecognizedName(inputFrom(passing)), []);
  const target = { ...passing.target, server_name: null };
  assert.deepEqual(unrecognizedName({ ...warned("unrecognized_name"), target }), []);
});
