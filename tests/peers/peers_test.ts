/**
 * Whole checks of real servers of other stacks. What is expected comes from each server's configuration, and is
 * held against what the server itself reports where it reports something.
 */
import assert from "node:assert/strict";
import { type Credentials, type KeyKind, makeCredentials } from "./credentials.ts";
import type { Row } from "./row.ts";
import { connectionOf, type Outcome, runRow } from "./run_row.ts";
import { table } from "./table.ts";
import { reasonToSkip } from "./tls_servers/mod.ts";

const directory = await Deno.makeTempDir({ prefix: "tls-peers-" });
let credentials: Promise<Record<KeyKind, Credentials>> | null = null;

Deno.test.afterAll(() => Deno.remove(directory, { recursive: true }));

for (const row of table) {
  const reason = await reasonToSkip(row.server);
  const title = `${row.server.name}, ${row.certificate}: ${row.configuration.replace(/\s+/g, " ")}`;
  Deno.test({
    name: reason === null ? title : `${title}, skipped: ${reason}`,
    ignore: reason !== null,
    fn: async () => {
      const outcome = await runRow(row, await (credentials ??= makeCredentials(directory)));
      agreesWithTable(row, outcome);
      agreesWithServer(row, outcome);
    },
  });
}

function agreesWithTable({ certificate, expected }: Row, { report }: Outcome): void {
  const errors = report.steps.flatMap(({ id, error }) => error === null ? [] : [`${id}: ${error.message}`]);
  assert.deepEqual(connectionOf(report), expected.connection, errors.join("\n"));

  const nine = report.steps.filter(({ number }) => number !== null);
  const failing = nine.findIndex(({ id }) => id === expected.failure?.step);
  const wanted = nine.map(({ id }, index) => {
    if (expected.failure === null || index < failing) {
      return id === "authentication" && expected.chainError !== null ? "fail" : "pass";
    }
    return index === failing ? "fail" : "skipped";
  });
  assert.deepEqual(nine.map(({ status }) => status), wanted, errors.join("\n"));
  if (expected.failure !== null) assert.equal(nine[failing]?.error?.code, expected.failure.code);

  if (report.chain !== null) {
    assert.equal(report.chain.error?.code ?? null, expected.chainError, report.chain.error?.message);
    assert.equal(report.chain.trusted, expected.chainError === null);
    assert.equal(report.chain.name_matches, true);
  }
  assert.deepEqual(
    report.findings.map(({ id }) => id).sort(),
    [...expected.findings, ...aboutKeys[certificate] ?? []].sort(),
  );
  assert.equal(report.verdict, expected.verdict, report.summary);
}

/** Told of these keys wherever they are met: browsers do not take them. */
const aboutKeys: { readonly [Kind in KeyKind]?: readonly string[] } = {
  ed25519: ["certificate.profile.edwards_key"],
  ed448: ["certificate.profile.edwards_key"],
};

/** Then the table says what the server says, and so the report does. */
function agreesWithServer({ expected }: Row, { reported }: Outcome): void {
  if (reported === null) return;
  if (reported.status === "rejected") throw reported.reason;
  const said = Object.keys(reported.value) as (keyof typeof reported.value)[];
  const wanted = Object.fromEntries(said.map((key) => [key, expected.connection[key]]));
  assert.deepEqual(reported.value, wanted, "the server reports something else than the table expects");
}
