/** One target at each of its addresses, and how they differ. */
import { check } from "../check.ts";
import type { CheckOptions } from "../check_options.ts";
import { withAddressDifferences } from "../comparison/mod.ts";
import { Deadline, type Runtime } from "../net/mod.ts";
import { resolveAddresses } from "../probes/mod.ts";
import type { Report } from "../report/mod.ts";
import { planCheck } from "./plan.ts";

/** More than any honest name has; whoever controls a name does not make us knock on as many doors as it likes. */
const MAXIMUM_ADDRESSES = 32;
/** At the same time, each at another address. */
const CONCURRENCY = 4;

/**
 * A report for each address that `target` has, in the resolver's order; one report when it has none or one. Each
 * lists all of the addresses, and has a finding `addresses.differ` where they are not alike. Rejects with
 * `OptionError` for input that cannot be used.
 */
export async function checkAddresses(
  runtime: Runtime,
  target: string,
  options: CheckOptions = {},
): Promise<Report[]> {
  const addresses = await addressesOf(runtime, target, options);
  if (addresses.length <= 1) return [await check(runtime, target, options)];
  const reports: Report[] = [];
  const queue = addresses.slice(0, MAXIMUM_ADDRESSES).entries();
  const workers = Array.from({ length: CONCURRENCY }, async () => {
    for (const [index, { address }] of queue) {
      const report = await check(runtime, target, { ...options, resolve: address });
      reports[index] = { ...report, addresses };
    }
  });
  await Promise.all(workers);
  return withAddressDifferences(reports);
}

async function addressesOf(
  runtime: Runtime,
  target: string,
  options: CheckOptions,
): Promise<Report["addresses"]> {
  const { handshake, timeoutMs } = planCheck(target, options);
  using deadline = new Deadline(timeoutMs);
  const cancel = () => deadline.cancel();
  options.signal?.addEventListener("abort", cancel, { once: true });
  try {
    return (await resolveAddresses(runtime, handshake, deadline)).addresses;
  } finally {
    options.signal?.removeEventListener("abort", cancel);
  }
}
