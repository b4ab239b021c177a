import assert from "node:assert/strict";
import {
  earliestThreshold,
  parseExpiryThreshold,
  parseThresholds,
} from "../../src/rules/expiry_threshold.ts";

const day = 86_400_000;

Deno.test("days and shares of the lifetime are thresholds", () => {
  assert.deepEqual(parseExpiryThreshold("20d"), { unit: "days", value: 20 });
  assert.deepEqual(parseExpiryThreshold("30%"), { unit: "percent", value: 30 });
  assert.deepEqual(parseExpiryThreshold("1.5d"), { unit: "days", value: 1.5 });
  assert.deepEqual(parseExpiryThreshold("0d"), { unit: "days", value: 0 });
});

for (
  const text of [
    "",
    "20",
    "d",
    "-1d",
    "20 d",
    "20D",
    "101%",
    "1e3d",
    "NaN%",
    "٣d",
    "9999999d",
    "20d30%",
    " 20d",
  ]
) {
  Deno.test(`${JSON.stringify(text)} is no threshold`, () => {
    assert.equal(parseExpiryThreshold(text), null);
    const parsed = parseThresholds({ critical: text });
    assert.ok("problem" in parsed);
    assert.equal(parsed.problem.field, "critical");
    assert.match(parsed.problem.hint, /"20d" or "30%"/);
  });
}

Deno.test("the default warning is the smaller of 30 % and 30 days, the critical one of 10 % and 10 days", () => {
  const parsed = parseThresholds({});
  assert.ok("thresholds" in parsed);
  const { warning, critical } = parsed.thresholds;
  assert.equal(earliestThreshold(warning, 90 * day), 27 * day);
  assert.equal(earliestThreshold(critical, 90 * day), 9 * day);
  assert.equal(earliestThreshold(warning, 365 * day), 30 * day);
  assert.equal(earliestThreshold(critical, 365 * day), 10 * day);
  assert.equal(earliestThreshold(warning, 6 * day), 1.8 * day);
});

Deno.test("a threshold that is given replaces the default, and the other one stays", () => {
  const parsed = parseThresholds({ warning: "45d" });
  assert.ok("thresholds" in parsed);
  assert.equal(earliestThreshold(parsed.thresholds.warning, 90 * day), 45 * day);
  assert.equal(earliestThreshold(parsed.thresholds.critical, 90 * day), 9 * day);
});

Deno.test("without a known lifetime only days count", () => {
  const parsed = parseThresholds({});
  assert.ok("thresholds" in parsed);
  assert.equal(earliestThreshold(parsed.thresholds.warning, null), 30 * day);
});

Deno.test("a warning that would come after the critical threshold is refused", () => {
  const parsed = parseThresholds({ warning: "5d", critical: "7d" });
  assert.ok("problem" in parsed);
  assert.equal(parsed.problem.field, "warning");
  assert.ok(
    "thresholds" in parseThresholds({ warning: "5d", critical: "10%" }),
    "the units cannot be compared",
  );
});
