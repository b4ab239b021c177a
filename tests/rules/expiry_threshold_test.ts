import assert from "node:assert/strict";
import {
  alarms,
  contradict,
  parseExpiryThreshold,
  parseThresholds,
} from "../../src/rules/expiry_threshold.ts";

const day = 86_400_000;

Deno.test("days and shares of the lifetime are thresholds", () => {
  assert.deepEqual(parseExpiryThreshold("20d"), { unit: "days", value: 20 });
  assert.deepEqual(parseExpiryThreshold("30%"), { unit: "percent", value: 30 });
  assert.deepEqual(parseExpiryThreshold("1.5d"), { unit: "days", value: 1.5 });
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
    "200%",
    "0d",
    "0%",
    "0.000d",
    "-5%",
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

Deno.test("a hint says what would fit, in one line", () => {
  const parsed = parseThresholds({ warning: "200%" });
  assert.ok("problem" in parsed);
  assert.match(parsed.problem.message, /^"200%" is not an expiry threshold$/);
  assert.match(parsed.problem.hint, /more than 0 and at most 100 %/);
});

// CONTRACT: the smaller of 30 % and 30 days, the smaller of 10 % and 10 days.
const lives: readonly [typed: Parameters<typeof parseThresholds>[0], ...[number, number, number][]][] = [
  [{}, [6, 1.8, 0.6], [47, 14.1, 4.7], [90, 27, 9], [398, 30, 10]],
  [{ warning: "30%", critical: "10%" }, [6, 1.8, 0.6], [47, 14.1, 4.7], [90, 27, 9], [398, 119.4, 39.8]],
  [{ warning: "20d", critical: "7d" }, [6, 20, 7], [47, 20, 7], [90, 20, 7], [398, 20, 7]],
  // The default gives way to what is given.
  [{ warning: "5d" }, [6, 5, 0.6], [47, 5, 4.7], [90, 5, 5], [398, 5, 5]],
  [{ warning: "5%" }, [6, 0.3, 0.3], [90, 4.5, 4.5], [398, 19.9, 10]],
  [{ critical: "20d" }, [6, 20, 20], [47, 20, 20], [90, 27, 20], [398, 30, 20]],
  [{ critical: "50%" }, [6, 3, 3], [90, 45, 45], [398, 199, 199]],
];

for (const [typed, ...rows] of lives) {
  for (const [days, warning, critical] of rows) {
    Deno.test(`${JSON.stringify(typed)} of ${days} days: ${warning} and ${critical} days before the end`, () => {
      const { warning: before, critical: last } = alarms(thresholds(typed), leaf(days));
      assert.deepEqual([round(before), round(last)], [warning, critical]);
      assert.equal(contradict(thresholds(typed), leaf(days)), false);
    });
  }
}

Deno.test("a share of an issuer's lifetime, which is years, counts no further than the days that are the default", () => {
  const issuer = { lifetime: 1825 * day, isLeaf: false };
  const { warning, critical } = alarms(thresholds({ warning: "30%", critical: "10%" }), issuer);
  assert.deepEqual([warning / day, critical / day], [30, 10]);
  assert.equal(alarms(thresholds({ warning: "60d" }), issuer).warning / day, 60, "days are days");
});

Deno.test("without a known lifetime only days count, and nothing contradicts", () => {
  const unknown = { lifetime: null, isLeaf: true };
  assert.equal(alarms(thresholds({}), unknown).warning, 30 * day);
  assert.equal(contradict(thresholds({ warning: "30%", critical: "7d" }), unknown), false);
});

Deno.test("a life that ends before it begins has no share", () => {
  assert.equal(alarms(thresholds({}), leaf(-90)).warning, 0);
});

Deno.test("a warning that would come after the critical threshold is refused", () => {
  for (const typed of [{ warning: "5d", critical: "7d" }, { warning: "5%", critical: "5.5%" }]) {
    const parsed = parseThresholds(typed);
    assert.ok("problem" in parsed);
    assert.equal(parsed.problem.field, "warning");
  }
});

Deno.test("in different units the lifetime shows whether they contradict each other", () => {
  const mixed = thresholds({ warning: "20d", critical: "50%" });
  assert.equal(contradict(mixed, leaf(30)), false); // 20 and 15 days
  assert.equal(contradict(mixed, leaf(90)), true); // 20 and 45 days
  assert.equal(contradict(thresholds({ warning: "30%", critical: "7d" }), leaf(90)), false);
  assert.equal(contradict(thresholds({ warning: "30%", critical: "7d" }), leaf(6)), true);
});

function thresholds(typed: Parameters<typeof parseThresholds>[0]) {
  const parsed = parseThresholds(typed);
  assert.ok("thresholds" in parsed);
  return parsed.thresholds;
}

function leaf(days: number) {
  return { lifetime: days * day, isLeaf: true };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds / day * 1000) / 1000;
}
