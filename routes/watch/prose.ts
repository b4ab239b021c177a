/** Every word of the watch's pages that does not come from a check. */
import type { Aspect } from "../../src/watch/decide.ts";
import type { Snapshot } from "../../src/watch/snapshot.ts";

const changed: Record<Aspect, string> = { verdict: "verdict", fingerprint: "server" };

export const watchProse = {
  title: "Watch",
  heading: "Watched targets",
  description: "How the watched targets stand, when their certificates end, and what has changed.",
  json: "As JSON",
  all: "All watched targets",
  none: "No target has been checked yet.",
  pending: "Not checked yet",
  problem: "Results are not being recorded",
  notWatched: "This target is not watched",
  notWatchedText: (target: string) => `${target} is not among the targets that are watched here.`,
  expiry: "Certificates by their end",
  expiryText:
    "Days until the first certificate that a target relies on ends. The colour says which threshold is past.",
  states: "Verdicts",
  history: "History",
  noHistory: "There is no check of it yet.",
  certificate: "Certificate",
  expired: "has ended",
  days: (days: number) => days === 1 ? "1 day" : `${days} days`,
  since: (time: string) => `since ${minute(time)}`,
  checked: (time: string) => `checked ${minute(time)}`,
  next: (time: string) => `next ${minute(time)}`,
  seen: (count: number) => `seen ${count === 1 ? "once" : `${count} times`}, and does not count yet`,
  changed: (aspects: readonly Aspect[]) =>
    `Changed: ${aspects.map((aspect) => changed[aspect]).join(" and ")}`,
  baseline: "What the next checks are compared with",
  summary({ targets, every_seconds }: Snapshot): string {
    const many = targets.length === 1 ? "1 target" : `${targets.length} targets`;
    return every_seconds === null ? many : `${many}, each checked every ${interval(every_seconds)}`;
  },
  at: (time: string) => `As of ${minute(time)}`,
  webhooks({ waiting, oldest_at, last_error }: Snapshot["webhooks"]): string {
    const many = waiting === 1 ? "1 webhook is" : `${waiting} webhooks are`;
    const since = oldest_at === null ? "" : ` since ${minute(oldest_at)}`;
    return `${many} waiting to be delivered${since}${last_error === null ? "" : `: ${last_error}`}.`;
  },
};

/** RFC 3339 as people read it, still UTC. */
function minute(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}

function interval(seconds: number): string {
  for (const [length, name] of [[86_400, "day"], [3600, "hour"], [60, "minute"]] as const) {
    if (seconds % length === 0) return seconds === length ? name : `${seconds / length} ${name}s`;
  }
  return `${seconds} seconds`;
}
