/** A runtime that lets a probe have the connections that it said it needs, and counts them. */
import type { Deadline, Runtime, SecureServer } from "../../net/mod.ts";

export interface Budget {
  readonly runtime: Runtime;
  /** Up to now. */
  readonly used: number;
}

export function budget(runtime: Runtime, allowance: number): Budget {
  let used = 0;
  const spend = () => {
    if (used >= allowance) throw new Error(`A probe wants more than its ${allowance} connections`);
    used++;
  };
  return {
    get used() {
      return used;
    },
    runtime: {
      name: runtime.name,
      version: runtime.version,
      region: runtime.region,
      clock: runtime.clock,
      random: (length) => runtime.random(length),
      webPortsOnly: runtime.webPortsOnly,
      resolve: (hostname, deadline) => runtime.resolve(hostname, deadline),
      /** The resolver is no host that is checked. */
      exchangeDns: runtime.exchangeDns,
      async dial(address, port, deadline) {
        spend();
        return await runtime.dial(address, port, deadline);
      },
      get dialSecurely() {
        const { dialSecurely } = runtime;
        return dialSecurely && (async (server: SecureServer, deadline: Deadline) => {
          spend();
          return await dialSecurely(server, deadline);
        });
      },
      async native(request, deadline) {
        spend();
        return await runtime.native(request, deadline);
      },
    },
  };
}
