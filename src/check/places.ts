/** Where a check is going to connect, for whoever spaces out many of them. */
import type { CheckOptions } from "../check_options.ts";
import { Deadline, type Runtime } from "../net/mod.ts";
import { resolveAddresses } from "../probes/mod.ts";
import { planCheck } from "./plan.ts";

/** The check itself looks the name up once more, and waits for as long as it may. */
const patience = 2_000;

/**
 * Each address and port that the check may connect to, as `192.0.2.7 443`; the name and port where no address is
 * known; none for a target that cannot be checked. Never rejects.
 */
export async function placesOf(runtime: Runtime, target: string, options: CheckOptions): Promise<string[]> {
  const plan = planned(target, options);
  if (plan === null) return [];
  const { hostname, port } = plan;
  using deadline = new Deadline(patience);
  const { addresses } = await resolveAddresses(runtime, plan, deadline);
  const hosts = addresses.length === 0 ? [hostname] : addresses.map(({ address }) => address);
  return hosts.map((host) => `${host} ${port}`);
}

function planned(target: string, options: CheckOptions) {
  try {
    return planCheck(target, options).handshake;
  } catch {
    return null; // the check says why
  }
}
