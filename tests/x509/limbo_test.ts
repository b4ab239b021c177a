/**
 * The part of C2SP's x509-limbo that lies beside this repository, judged by `validateChain`.
 * Data, not source: where it is missing, the test is skipped and says so.
 */
import assert from "node:assert/strict";
import { inputOf, type LimboCase, limboFile } from "./limbo.ts";
import { validateChain } from "../../src/x509/mod.ts";

/** What we deliberately judge otherwise, and why. */
const otherwise: ReadonlyMap<string, string> = new Map([
  [
    "webpki::eku::ee-without-eku",
    "RFC 5280 allows an absent extKeyUsage, the suite's own rfc5280::eku::ee-without-eku wants it accepted, and private issuers leave it out; it is told as advice",
  ],
  [
    "rfc5280::nc::permitted-dns-match-noncritical",
    "the CA/Browser Forum allows name constraints that are not critical, as webpki::nc::permitted-dns-match-noncritical says; it is told as advice",
  ],
  [
    "webpki::ca-as-leaf",
    "RFC 5280 allows an authority's certificate at the end of a path, as rfc5280::ca-as-leaf says",
  ],
]);

/** Longer than any case takes, and short enough that a search without bounds would not pass. */
const MAXIMUM_MILLISECONDS = 1_000;

const reason = missing();

Deno.test({
  name: `x509-limbo: no false accept and no false reject without a reason${
    reason === null ? "" : ` (skipped: ${reason})`
  }`,
  ignore: reason !== null,
  fn: async () => {
    const { testcases } = JSON.parse(await Deno.readTextFile(limboFile)) as { testcases: LimboCase[] };
    const tally = new Map<string, Row>();
    let slowest = { id: "", milliseconds: 0 };
    const started = performance.now();
    for (const testcase of testcases) {
      const row = tallyOf(tally, testcase.id.split("::").slice(0, -1).join("::"));
      row.cases++;
      const begun = performance.now();
      const { ok, error } = await validateChain(inputOf(testcase));
      const milliseconds = performance.now() - begun;
      if (milliseconds > slowest.milliseconds) slowest = { id: testcase.id, milliseconds };
      assert.equal(ok, error === null);
      if (ok === (testcase.expected_result === "SUCCESS")) continue;
      if (ok) row.falseAccepts.push(testcase.id);
      else row.falseRejects.push(`${testcase.id}: ${error!.code}, ${error!.message}`);
    }
    print(tally, testcases.length, performance.now() - started, slowest);
    const mistakes = [...tally.values()].flatMap((
      { falseAccepts, falseRejects },
    ) => [...falseAccepts, ...falseRejects]);
    assert.deepEqual(mistakes.filter((id) => !otherwise.has(id)), []);
    assert.ok(slowest.milliseconds < MAXIMUM_MILLISECONDS, `${slowest.id} took ${slowest.milliseconds} ms`);
  },
});

interface Row {
  cases: number;
  readonly falseAccepts: string[];
  readonly falseRejects: string[];
}

function tallyOf(tally: Map<string, Row>, namespace: string): Row {
  let row = tally.get(namespace);
  if (row === undefined) tally.set(namespace, row = { cases: 0, falseAccepts: [], falseRejects: [] });
  return row;
}

function print(
  tally: ReadonlyMap<string, Row>,
  cases: number,
  milliseconds: number,
  slowest: { id: string; milliseconds: number },
): void {
  console.log("namespace, cases, false accepts, false rejects");
  for (const [namespace, row] of [...tally].sort(([a], [b]) => a < b ? -1 : 1)) {
    console.log(`${namespace}, ${row.cases}, ${row.falseAccepts.length}, ${row.falseRejects.length}`);
    for (const id of [...row.falseAccepts, ...row.falseRejects]) {
      console.log(`  ${id}: ${otherwise.get(id) ?? "no reason"}`);
    }
  }
  console.log(
    `${cases} cases in ${milliseconds.toFixed(0)} ms; slowest: ${slowest.id}, ${
      slowest.milliseconds.toFixed(0)
    } ms`,
  );
}

/** Why the suite cannot run here; `null` when it can. */
function missing(): string | null {
  try {
    Deno.statSync(limboFile);
    return null;
  } catch (error) {
    return error instanceof Deno.errors.NotFound
      ? "there is no x509-limbo beside this repository"
      : "reading beside this repository is not permitted";
  }
}
