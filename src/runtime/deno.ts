/** Deno as the platform: TCP, the system's resolver, the process's clock, and rustls as the second opinion. */
import { type DnsServer, resolveBy } from "../dns/mod.ts";
import type { Runtime } from "../net/mod.ts";
import { dial, dialSecurely } from "./deno_dial.ts";
import { exchangeWith, exchangeWithSystems } from "./deno_dns.ts";
import { nativeHandshake } from "./deno_native.ts";
import { resolve } from "./deno_resolve.ts";

export interface DenoOptions {
  /** Asked for names and records, instead of the system's own resolvers. */
  readonly dnsServer?: DnsServer | null;
}

/** Needs network access to whatever is to be checked, and to know the system's resolvers `sys=networkInterfaces`. */
export function denoRuntime({ dnsServer = null }: DenoOptions = {}): Runtime {
  const exchangeDns = dnsServer === null ? exchangeWithSystems : exchangeWith(dnsServer);
  return {
    name: "deno",
    version: Deno.version.deno,
    region: environment("DENO_REGION"),
    clock: { now: () => new Date(), monotonic: () => performance.now() },
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    resolve: (hostname, deadline) =>
      dnsServer === null ? resolve(hostname, deadline) : resolveBy(exchangeDns, hostname, deadline),
    exchangeDns,
    dial,
    dialSecurely,
    native: (request, deadline) => nativeHandshake(request, deadline),
  };
}

/** Asks first whether the variable may be read: reading it without permission would prompt at a terminal. */
function environment(variable: string): string | null {
  const { state } = Deno.permissions.querySync({ name: "env", variable });
  return state === "granted" ? Deno.env.get(variable) ?? null : null;
}
