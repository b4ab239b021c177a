/** Watched targets in every state, and one that says what it should not. */
import { decide, type Row, type TargetState } from "../../src/watch/decide.ts";
import type { Observation } from "../../src/watch/observation.ts";
import type { Snapshot, WatchView } from "../../src/watch/snapshot.ts";
import { observation, start } from "./support.ts";

const day = 86_400_000;
export const hostile = "<script>alert(1)</script>\u202e\u001b[31m";

const snapshot: Snapshot = {
  at: time(start + 10 * 60_000),
  every_seconds: 3600,
  targets: [
    watched("www.example.com", {}, 60),
    watched("soon.example.com:8443", { verdict: "warn", summary: "The certificate ends in 12 days" }, 12),
    watched("smtp://mx.example.com", { verdict: "fail", summary: "The certificate has expired" }, -2),
    watched("down.example.com", {
      verdict: "unknown",
      fingerprint: null,
      summary: `Could not check: ${hostile}`,
    }, null),
    { target: "new.example.com", state: null, next_at: null },
  ],
  webhooks: { waiting: 2, oldest_at: time(start), last_error: "it answered 503" },
  problem: "The store fails: database or disk is full",
};

export const view: WatchView = {
  snapshot: () => Promise.resolve(snapshot),
  history: (target) => Promise.resolve(snapshot.targets.some((one) => one.target === target) ? rows() : null),
};

function watched(target: string, more: Partial<Observation>, days: number | null) {
  const expiry = days === null ? null : {
    not_after: time(start + days * day),
    warning_at: time(start + (days - 30) * day),
    critical_at: time(start + (days - 10) * day),
  };
  const { state } = decide(
    null,
    target,
    observation({ ...more, ...(expiry && { expiry }) } as Partial<Observation>),
    1,
  );
  return { target, state, next_at: time(start + 3_600_000) };
}

function rows(): Row[] {
  let state: TargetState | null = null;
  return (["fail", "pass"] as const).map((verdict) => {
    const decision = decide(state, "www.example.com", observation({ verdict, summary: hostile }), 1);
    state = decision.state;
    return decision.row;
  }).toReversed();
}

function time(at: number): string {
  return new Date(at).toISOString();
}
