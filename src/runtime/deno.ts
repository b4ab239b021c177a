/** Deno as the platform: TCP, the system's resolver, the process's clock, and rustls as the second opinion. */
import type { Runtime } from "../net/mod.ts";
import { dial, dialSecurely } from "./deno_dial.ts";
import { nativeHandshake } from "./deno_native.ts";
import { resolve } from "./deno_resolve.ts";

/** Needs network access to whatever is to be checked, and nothing else. */
export function denoRuntime(): Runtime {
  return {
    name: "deno",
    version: Deno.version.deno,
    region: environment("DENO_REGION"),
    clock: { now: () => new Date(), monotonic: () => performance.now() },
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    resolve: (hostname, deadline) => resolve(hostname, deadline),
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
