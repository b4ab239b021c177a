/** Targets to watch, from a text or a file's lines to what a schedule takes. */
import { planCheck } from "../check/plan.ts";
import type { CheckOptions } from "../check_options.ts";
import type { Scheduled } from "./schedule.ts";

/** Throws `OptionError` for a target that is none. */
export function scheduled(target: string, options: CheckOptions): Scheduled {
  // Whom to trust takes time to read, and does not say where the host is.
  const { target: { hostname }, handshake } = planCheck(target, {
    ...options,
    anchors: [],
    noDefaultRoots: false,
  });
  return { target, host: handshake.resolve?.address ?? hostname };
}

/** From a text with white space or commas between the targets. Throws `OptionError`. */
export function scheduledList(text: string, options: CheckOptions): Scheduled[] {
  const targets = new Set(text.split(/[\s,]+/).filter((part) => part !== ""));
  return [...targets].map((target) => scheduled(target, options));
}

/** Those of one host together: they are checked one after the other. */
export function byHost(targets: readonly Scheduled[]): string[][] {
  const hosts = Map.groupBy(targets, ({ host }) => host);
  return [...hosts.values()].map((group) => group.map(({ target }) => target));
}
