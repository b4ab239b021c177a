/** The words for passing a report on, and for finding one's way back. */
import type { Verdict } from "../../src/report/mod.ts";

export const share = {
  summary: "Share, and a badge",
  address: "The address of this page makes the same check for whoever opens it:",
  badge: "A badge that shows the verdict wherever it is embedded, in Markdown:",
  badgeLabel: "TLS handshake",
  badgeVerdict: { pass: "pass", warn: "warning", fail: "fail", unknown: "unknown" } satisfies Record<
    Verdict,
    string
  >,
  /** In place of a verdict. */
  badgeRefused: "not checked",
  badgeInvalid: "no target",
  badgeTitle: (label: string, verdict: string, host: string | null) =>
    host === null ? `${label}: ${verdict}` : `${label} of ${host}: ${verdict}`,
};

export const recent = {
  label: "Recent, kept in this browser only",
  clear: "Forget them",
};
