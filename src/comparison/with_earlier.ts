/** What has changed since an earlier report of the same target. */
import type { EarlierReport } from "../report/earlier.ts";
import { inWords, type PartId, parts } from "./parts.ts";

export interface Comparison {
  readonly target: EarlierReport["target"];
  readonly before: Moment;
  readonly after: Moment;
  /** Whether something changed that an unchanged server shows again at each check: the report's `stable`. */
  readonly changed: boolean;
  readonly changes: readonly Change[];
  readonly findings: { readonly new: readonly Noted[]; readonly gone: readonly Noted[] };
}

export interface Moment {
  /** RFC 3339, UTC. */
  readonly started_at: string;
  readonly address: string | null;
  readonly verdict: EarlierReport["verdict"];
  /** Of `stable`; `null` when the handshake did not come so far. */
  readonly fingerprint: string | null;
}

export interface Change {
  readonly part: PartId;
  readonly label: string;
  /** In words; `null` when it was not known. */
  readonly before: string | null;
  readonly after: string | null;
}

type Noted = EarlierReport["findings"][number];

export function compareReports(before: EarlierReport, after: EarlierReport): Comparison {
  const differing = parts.filter((part) => part.value(before) !== part.value(after));
  const isKnown = (report: EarlierReport) => (part: typeof parts[number]) => part.value(report) !== undefined;
  return {
    target: after.target,
    before: momentOf(before),
    after: momentOf(after),
    changed: differing.some((part) => part.isStable && isKnown(before)(part) && isKnown(after)(part)),
    changes: differing.map((part) => ({
      part: part.id,
      label: part.label,
      before: inWords(part, before) ?? null,
      after: inWords(part, after) ?? null,
    })),
    findings: {
      new: notIn(before.findings, after.findings),
      gone: notIn(after.findings, before.findings),
    },
  };
}

function momentOf({ started_at, address, verdict, stable }: EarlierReport): Moment {
  return { started_at, address, verdict, fingerprint: stable?.fingerprint ?? null };
}

function notIn(some: readonly Noted[], findings: readonly Noted[]): Noted[] {
  return findings.filter(({ id }) => !some.some((each) => each.id === id))
    .map(({ id, severity, title }) => ({ id, severity, title }));
}
