/** In the place of blackbox_exporter nobody loses a series, and on the worst day there are more. */
import assert from "node:assert/strict";
import type { Sample } from "./exposition.ts";
import { isInstalled } from "./programs.ts";
import { cellsIn, readmeFile, writtenIn } from "./readme.ts";
import {
  compareAll,
  type Comparison,
  leftOut,
  measured,
  NOBODY_KNOWS,
  sideBySideTable,
  startMonitors,
} from "./side_by_side.ts";

/** There the exporter calls a refused client a success: TLS 1.3 refuses it after the handshake, and it reads no more. */
const CALLED_A_SUCCESS = "client-cert-tls13";

/** Verifying, blackbox_exporter gives none of them anything but that it failed. */
const BLANK = ["expired", "wrong-name", "self-signed", "missing-intermediate", "client-cert-tls12"];

Deno.test(
  { name: "the same servers, by blackbox_exporter and by the service", ignore: !isInstalled },
  async (t) => {
    const monitors = await startMonitors();
    try {
      const comparisons = await compareAll(monitors);
      for (const comparison of comparisons) {
        await t.step(
          `${comparison.title}: whatever blackbox_exporter gives is given, and says the same`,
          () => {
            for (const theirs of comparison.theirs) assertGiven(theirs, comparison);
          },
        );
      }
      for (const comparison of comparisons.filter(({ id }) => BLANK.includes(id))) {
        await t.step(
          `${comparison.title}: where blackbox_exporter goes blank, the certificate is told`,
          () => {
            assertToldAllTheSame(comparison);
          },
        );
      }
      await t.step("told to take any certificate, blackbox_exporter calls all of them a success", () => {
        for (const { id, theirsBlind } of comparisons.filter(({ id }) => BLANK.slice(0, 4).includes(id))) {
          assert.equal(valueOf("probe_success", theirsBlind), 1, id);
          assert.equal(
            valueOf("probe_ssl_last_chain_expiry_timestamp_seconds", theirsBlind),
            NOBODY_KNOWS,
            id,
          );
        }
      });
      await t.step("no value is one that nobody knows", () => {
        for (const { value, name } of comparisons.flatMap(({ ours }) => ours)) {
          assert.ok(Number.isFinite(value) && value >= 0, `${name} ${value}`);
        }
      });
      await t.step("the README's table is what was seen", async () => {
        const written = writtenIn(await Deno.readTextFile(readmeFile));
        assert.deepEqual(
          cellsIn(written),
          cellsIn(sideBySideTable(comparisons)),
          "deno task monitoring:readme",
        );
      });
    } finally {
      await monitors.stop();
    }
  },
);

function assertGiven(theirs: Sample, { id, ours }: Comparison): void {
  const { name, labels, value } = theirs;
  if (name in leftOut) return;
  const own = ours.filter((sample) => sample.name === name);
  assert.equal(own.length, 1, `${name} is given ${own.length} times`);
  for (const [label, text] of Object.entries(labels)) {
    assert.equal(own[0]!.labels[label], text, `${name} ${label}`);
  }
  if (measured.has(name)) return;
  assert.equal(own[0]!.value, name === "probe_success" && id === CALLED_A_SUCCESS ? 0 : value, name);
}

function assertToldAllTheSame({ ours, theirs, theirsBlind, report }: Comparison): void {
  const expiry = "probe_ssl_earliest_cert_expiry";
  assert.equal(valueOf(expiry, theirs), undefined);
  assert.equal(valueOf("probe_success", ours), 0);
  const ends = report.certificates.map(({ not_after }) => Date.parse(not_after) / 1000);
  assert.equal(valueOf(expiry, ours), Math.min(...ends));
  for (const name of ["probe_ssl_last_chain_info", "probe_tls_version_info", "probe_tls_cipher_info"]) {
    assert.equal(valueOf(name, ours), 1, name);
  }
  const blind = valueOf(expiry, theirsBlind);
  if (blind !== undefined) assert.equal(valueOf(expiry, ours), blind);
}

function valueOf(name: string, samples: readonly Sample[]): number | undefined {
  return samples.find((sample) => sample.name === name)?.value;
}
