/** What an issuer's suggestion comes to, at each moment around its window. */
import assert from "node:assert/strict";
import type { RenewalInfo } from "../../src/report/mod.ts";
import { renewalInfo } from "../../src/rules/renewal_info.ts";
import { passing } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

// The certificate lives from 2026-10-24 to 2027-01-22.
const ordinary = { start: "2026-12-23T00:00:00.000Z", end: "2026-12-25T00:00:00.000Z" };
const early = { start: "2026-11-25T00:00:00.000Z", end: "2026-11-26T00:00:00.000Z" };

for (
  const [window, now, id, severity] of [
    [ordinary, "2026-12-22T23:59:59Z", null, null],
    [ordinary, "2026-12-23T00:00:00Z", "renewal.due", "info"],
    [ordinary, "2026-12-25T00:00:00Z", "renewal.due", "info"],
    [ordinary, "2026-12-25T00:00:01Z", "renewal.overdue", "medium"],
    [early, "2026-11-24T23:59:59Z", "renewal.early", "low"],
    [early, "2026-11-25T00:00:00Z", "renewal.early", "medium"],
    [early, "2026-12-31T00:00:00Z", "renewal.early", "medium"],
  ] as const
) {
  Deno.test(`a window from ${window.start.slice(0, 10)}, at ${now}: ${id ?? "nothing"}, ${severity ?? "no finding"}`, () => {
    const input = inputFrom(passing, { renewalInfo: suggesting(window), now: new Date(now) });
    const findings = renewalInfo(input).map(({ id, severity }) => [id, severity]);
    assert.deepEqual(findings, id === null ? [] : [[id, severity]]);
  });
}

Deno.test("half of a short life is the usual time, and not early", () => {
  const certificates = [{
    ...passing.certificates[0]!,
    not_before: "2026-11-20T00:00:00Z",
    not_after: "2026-11-26T16:00:00Z",
  }];
  const window = { start: "2026-11-23T00:00:00.000Z", end: "2026-11-23T16:00:00.000Z" };
  const input = inputFrom({ ...passing, certificates }, { renewalInfo: suggesting(window) });
  assert.deepEqual(renewalInfo(input).map(({ id }) => id), ["renewal.due"]);
});

function suggesting(suggested_window: RenewalInfo["suggested_window"]): RenewalInfo {
  return {
    status: "suggested",
    detail: "The issuer suggests when to renew the certificate",
    directory: "https://ca.example/directory",
    url: "https://ca.example/renewal-info/x.y",
    suggested_window,
    explanation_url: null,
    retry_after: null,
  };
}
