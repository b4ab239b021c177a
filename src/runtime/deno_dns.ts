/**
 * The system's own DNS resolvers, asked over TCP. `Deno.resolveDns` knows neither TLSA nor HTTPS records, takes a
 * failure of the name servers for "no such record", and tells nothing of DNSSEC; UDP needs a flag.
 */
import {
  type DnsExchange,
  type DnsServer,
  overHttps,
  overTcp,
  readDnsServer,
  ResolverError,
} from "../dns/mod.ts";
import { dial } from "./deno_dial.ts";

export function exchangeWith(server: DnsServer): DnsExchange {
  return "url" in server ? overHttps(fetch, server.url) : overTcp(dial, [server]);
}

/** Finds them when it is first asked, and each time again: a laptop moves from network to network. */
export const exchangeWithSystems: DnsExchange = async (message, deadline) => {
  const servers = await systemServers();
  if (servers.length === 0) throw new ResolverError("no resolver is known here that answers over TCP");
  return await overTcp(dial, servers)(message, deadline);
};

/** From `/etc/resolv.conf` or what the system has in its place; empty where we may not know. */
async function systemServers() {
  const { state } = Deno.permissions.querySync({ name: "sys", kind: "networkInterfaces" });
  if (state !== "granted") return [];
  const { getServers } = await import("node:dns");
  return [...new Set(getServers())].map(readDnsServer).filter((server) =>
    server !== null && "address" in server
  );
}
