/** The certificates that end first, as bars of the days that are left, on one axis. Drawn without style. */
import type { Snapshot } from "../../src/watch/snapshot.ts";
import type { MarkName } from "../page/mark.tsx";
import { daysBetween } from "../page/measure.ts";
import { targetPath } from "./paths.ts";
import { watchProse } from "./prose.ts";

const BARS_MAX = 50;

export function ExpiryChart({ snapshot }: { readonly snapshot: Snapshot }) {
  const bars = barsOf(snapshot);
  if (bars.length === 0) return null;
  const longest = Math.max(...bars.map(({ days }) => days), 1);
  return (
    <section class="panel" aria-labelledby="expiry">
      <h2 id="expiry">{watchProse.expiry}</h2>
      <p class="hint">{watchProse.expiryText}</p>
      <ul class="waterfall expiry">
        {bars.map(({ target, notAfter, days, tone }) => (
          <li class={`is-${tone}`}>
            <a href={targetPath(target)}>{target}</a>
            <time class="time" datetime={notAfter} title={notAfter}>
              {days < 0 ? watchProse.expired : watchProse.days(days)}
            </time>
            <svg width="100%" height="8" aria-hidden="true">
              <rect class="track" width="100%" height="8" rx="4" />
              <rect
                class="bar"
                width={`${(100 * Math.max(days / longest, 0.01)).toFixed(1)}%`}
                height="8"
                rx="4"
              />
            </svg>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Bar {
  readonly target: string;
  readonly notAfter: string;
  /** Negative when it has ended. */
  readonly days: number;
  readonly tone: MarkName;
}

/** Of the last observation that saw a certificate: during an outage its end comes nearer all the same. */
function barsOf({ targets, at }: Snapshot): Bar[] {
  return targets.flatMap(({ target, state }) => {
    const expiry = state?.last.expiry ?? state?.settled?.seen?.expiry;
    if (expiry == null) return [];
    const { not_after: notAfter, warning_at, critical_at } = expiry;
    const now = Date.parse(at);
    const tone = now >= Date.parse(critical_at) ? "fail" : now >= Date.parse(warning_at) ? "warn" : "pass";
    const days = now > Date.parse(notAfter) ? -1 : daysBetween(at, notAfter);
    return [{ target, notAfter, days, tone } as const];
  }).toSorted((a, b) => Date.parse(a.notAfter) - Date.parse(b.notAfter)).slice(0, BARS_MAX);
}
