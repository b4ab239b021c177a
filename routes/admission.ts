/** What is asked of a request before its check may begin: is it one, is it allowed, is it not too much. */
import { type CheckPlan, planCheck } from "../src/check/plan.ts";
import type { CheckOptions } from "../src/check_options.ts";
import { neededScheme, refuseAddress, refuseHostname, refusePort } from "../src/net/mod.ts";
import { findScheme } from "../src/target/schemes.ts";
import type { Target } from "../src/target/mod.ts";
import { quote } from "../src/target/target_error.ts";
import type { Asker } from "./asker.ts";
import { networkKey } from "./limits/network_key.ts";
import { Refusal, type RefusalReason } from "./limits/refusal.ts";
import type { Terms } from "./terms.ts";

/**
 * Looks nothing up and counts nothing. Throws `OptionError` for what is no check, and `Refusal` 403 for one that
 * names what the policy refuses; a name that leads there is found out by the check, and its report says so.
 */
export function vet(target: string, options: CheckOptions, { policy }: Terms): CheckPlan {
  // Whom to trust is the operator's affair, and takes time to read.
  const plan = planCheck(target, { ...options, anchors: [], noDefaultRoots: false });
  if (policy === null) return plan;
  const { resolve } = plan.handshake;
  const { hostname, port } = plan.target;
  refuse("target", refuseHostname(policy, hostname));
  if (resolve !== null) refuse("resolve", refuseAddress(policy, resolve.address));
  const field = options.port === undefined ? "target" : "port";
  refuse(field, refusePort(policy, port));
  const scheme = neededScheme(policy, plan.target);
  if (scheme !== null) throw inTheClear(field, plan.target, scheme);
  return plan;
}

/** Rejects with `Refusal` 429. Counts reports that are shared or kept too: asking is what is limited. */
export async function limitClient({ terms: { clientLimiter }, client }: Asker): Promise<void> {
  const waitSeconds = await clientLimiter?.take(client) ?? 0;
  if (waitSeconds > 0) {
    throw tooMany("client_limit", "You have asked for many checks in a short time", waitSeconds);
  }
}

/** Rejects with `Refusal` 429. What is refused as a deep check counts as none of the target's ordinary ones. */
export async function limitTarget(
  { targetLimiter, deepLimiter }: Terms,
  { target, handshake, deep }: CheckPlan,
): Promise<void> {
  const host = handshake.resolve?.address ?? target.hostname;
  const key = `${networkKey(host) ?? host} ${target.port}`;
  const waitSeconds = (deep && await deepLimiter?.take(key)) || await targetLimiter?.take(key) || 0;
  if (waitSeconds > 0) {
    throw tooMany("target_limit", "This target was checked many times in a short time", waitSeconds);
  }
}

function refuse(field: string, refusal: Error | null): void {
  if (refusal === null) return;
  throw new Refusal(
    403,
    refusal.message,
    "Check it from where it can be reached, with the command line or with an instance of your own",
    { reason: "policy", field },
  );
}

function inTheClear(field: string, { hostname, port }: Target, scheme: string): Refusal {
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  const usual = findScheme(scheme)?.port === port ? "" : `:${port}`;
  return new Refusal(
    403,
    `Port ${port} begins with ${scheme} in the clear, and no TLS is sent there from here before STARTTLS`,
    `Write ${quote(`${scheme}://${host}${usual}`)}, or choose ${quote(scheme)} as STARTTLS`,
    { reason: "policy", field },
  );
}

function tooMany(reason: RefusalReason, message: string, retryAfter: number): Refusal {
  return new Refusal(429, message, `Try again in ${retryAfter} ${retryAfter === 1 ? "second" : "seconds"}`, {
    reason,
    retryAfter,
  });
}
