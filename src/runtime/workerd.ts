/// <reference path="./workerd_modules.d.ts" />
/** workerd as the platform, Cloudflare's or one's own: `cloudflare:sockets`, and names by DNS over HTTPS. */
import { connect } from "cloudflare:sockets";
import { env } from "cloudflare:workers";
import { overHttps, resolveBy } from "../dns/mod.ts";
import type { Runtime } from "../net/mod.ts";
import { connectFailure } from "./workerd_connect_failure.ts";
import { dial, dialSecurely } from "./workerd_dial.ts";
import { nativeHandshake } from "./workerd_native.ts";
import { systemCode } from "./workerd_system_code.ts";

/** What whoever runs this has configured. Known while modules load, unlike anything about a request. */
export const bindings = env;

export interface WorkerdOptions {
  /**
   * The location of Cloudflare's that this instance runs in, as its airport's code; `null` anywhere else. Asked for
   * when it is needed, as it comes with the first request.
   */
  readonly region: () => string | null;
  /** As far as someone knows it: the platform does not say. */
  readonly version?: string | undefined;
  /** The URL of a DNS over HTTPS service (RFC 8484). */
  readonly resolver?: string | undefined;
  /** The `internet` service of this instance lets it connect to private addresses, which Cloudflare's never does. */
  readonly reachesPrivate?: boolean;
}

export const DEFAULT_RESOLVER = "https://cloudflare-dns.com/dns-query";

/** Does nothing until it is asked: while modules load, workerd has neither network nor randomness. */
export function workerdRuntime(options: WorkerdOptions): Runtime {
  const { region, version = "unknown", resolver = DEFAULT_RESOLVER, reachesPrivate = false } = options;
  const explain = connectFailure(systemCode, () => ({ cloudflare: region() !== null, reachesPrivate }));
  const exchangeDns = overHttps(fetch, resolver);
  const resolve: Runtime["resolve"] = (hostname, deadline) => resolveBy(exchangeDns, hostname, deadline);
  return {
    name: "workerd",
    version,
    get region() {
      return region();
    },
    clock: { now: () => new Date(), monotonic: () => performance.now() },
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    resolve,
    exchangeDns,
    dial: (address, port, deadline) => dial(connect, explain, address, port, deadline),
    dialSecurely: (server, deadline) => dialSecurely(connect, server, deadline),
    native: (request, deadline) => nativeHandshake(connect, resolve, request, deadline),
  };
}
