import assert from "node:assert/strict";
import { decide, type Decision, type TargetState, UNKNOWN_COUNTS_FROM } from "../../src/watch/decide.ts";
import { differencesOf } from "../../src/watch/event.ts";
import type { Observation } from "../../src/watch/observation.ts";
import { fingerprint, observation, start } from "./support.ts";

const pass = {};
const fail = { verdict: "fail", fingerprint: null, certificate: null } as const;
const unknown = { verdict: "unknown", fingerprint: null } as const;
const renewed = { fingerprint: fingerprint("b") };

/** Each is a minute after the one before. */
function decideAll(checks: readonly Partial<Observation>[], confirm = 1): Decision[] {
  let state: TargetState | null = null;
  return checks.map((more, minute) => {
    const checked_at = new Date(start + 60_000 * minute).toISOString();
    const decision = decide(state, "example.com", observation({ checked_at, ...more }), confirm);
    state = decision.state;
    return decision;
  });
}

/** What changed with each check. */
function changes(checks: readonly Partial<Observation>[], confirm = 1): string[] {
  return decideAll(checks, confirm).map(({ change }) => change?.changed.join("+") ?? "");
}

Deno.test("the first result is a baseline, and the same again is no change", () => {
  assert.deepEqual(changes([pass, pass, pass]), ["", "", ""]);
  assert.deepEqual(changes([fail, fail]), ["", ""]);
});

Deno.test("another verdict is a change once, in both directions", () => {
  assert.deepEqual(changes([pass, fail, fail, pass, pass]), ["", "verdict", "", "verdict", ""]);
});

Deno.test("another fingerprint is a change once, and is then what is compared with", () => {
  assert.deepEqual(changes([pass, renewed, renewed, pass]), ["", "fingerprint", "", "fingerprint"]);
});

Deno.test("an outage hides the server, and a new certificate is told at its end", () => {
  assert.deepEqual(changes([pass, fail, pass]), ["", "verdict", "verdict"]);
  const decisions = decideAll([pass, fail, renewed]);
  assert.deepEqual(decisions[2]!.change?.changed, ["verdict", "fingerprint"]);
  assert.deepEqual(differencesOf(decisions[2]!.change!).slice(0, 2), [
    { name: "verdict", before: "fail", after: "pass" },
    { name: "fingerprint", before: fingerprint("a"), after: fingerprint("b") },
  ]);
});

Deno.test("that we could not check counts from the third time in a row, and not before", () => {
  assert.equal(UNKNOWN_COUNTS_FROM, 3);
  assert.deepEqual(changes([pass, unknown, unknown, pass, unknown, unknown, pass]), Array(7).fill(""));
  assert.deepEqual(changes([pass, unknown, unknown, unknown, unknown, pass]), [
    "",
    "",
    "",
    "verdict",
    "",
    "verdict",
  ]);
});

Deno.test("a failure between two unknown results counts, and begins their count anew", () => {
  assert.deepEqual(changes([pass, unknown, unknown, fail, unknown, unknown, unknown]), [
    ...["", "", "", "verdict", "", "", "verdict"],
  ]);
});

Deno.test("an unknown first result is no baseline until it counts", () => {
  assert.deepEqual(changes([unknown, unknown, pass, fail]), ["", "", "", "verdict"]);
  assert.deepEqual(changes([unknown, unknown, unknown, pass]), ["", "", "", "verdict"]);
});

Deno.test("confirm: a difference counts when the same was seen so often in a row", () => {
  assert.deepEqual(changes([pass, fail, pass, fail, pass], 2), ["", "", "", "", ""]);
  assert.deepEqual(changes([pass, fail, fail, fail], 2), ["", "", "verdict", ""]);
  // Two servers behind one name by turns, and then a third for good.
  const third = { fingerprint: fingerprint("c") };
  assert.deepEqual(changes([pass, renewed, pass, renewed, third, third], 2), [
    "",
    "",
    "",
    "",
    "",
    "fingerprint",
  ]);
});

Deno.test("a row has the check's number and what changed; a state since when the verdict holds", () => {
  const decisions = decideAll([pass, fail, fail]);
  assert.deepEqual(decisions.map(({ row }) => [row.sequence, row.changed]), [[1, []], [2, ["verdict"]], [
    3,
    [],
  ]]);
  assert.equal(decisions[2]!.state.settled?.since, decisions[1]!.row.checked_at);
  assert.equal(decisions[2]!.state.settled?.seen?.checked_at, decisions[0]!.row.checked_at);
});
