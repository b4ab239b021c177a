/** How much of a certificate's lifetime is spent, as a bar with its dates. */
import type { Certificate } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { day, daysBetween } from "./measure.ts";

interface LifetimeProps {
  readonly certificate: Certificate;
  /** The time of the check, RFC 3339. */
  readonly now: string;
}

export function Lifetime({ certificate, now }: LifetimeProps) {
  const { not_before: from, not_after: until, lifetime_remaining_percent: remaining } = certificate;
  if (from === null || until === null) return <p class="dates">{prose.certificates.noDates}</p>;
  const state = stateOf(from, until, now);
  return (
    <div class={`lifetime ${state}`}>
      <p class="remark">{remark(state, from, until, now)}</p>
      {remaining !== null && (
        <svg
          width="100%"
          height="8"
          role="img"
          aria-label={prose.certificates.spent(Math.round(100 - remaining))}
        >
          <rect class="track" width="100%" height="8" rx="4" />
          <rect class="bar" width={`${Math.max(1, 100 - remaining).toFixed(1)}%`} height="8" rx="4" />
        </svg>
      )}
      <p class="dates">
        <time datetime={from}>{day(from)}</time>
        <time datetime={until}>{day(until)}</time>
      </p>
    </div>
  );
}

type LifetimeState = "early" | "current" | "over";

function stateOf(from: string, until: string, now: string): LifetimeState {
  const at = Date.parse(now);
  if (at < Date.parse(from)) return "early";
  return at > Date.parse(until) ? "over" : "current";
}

function remark(state: LifetimeState, from: string, until: string, now: string): string {
  if (state === "early") return prose.certificates.validIn(daysBetween(now, from));
  const days = Math.abs(daysBetween(now, until));
  return state === "over" ? prose.certificates.expiredFor(days) : prose.certificates.daysLeft(days);
}
