/**
 * Names by the system's own resolver (getaddrinfo), so that `/etc/hosts`, search domains and the like count.
 *
 * `Deno.resolveDns` asks a name server directly and says "not found" for a server failure too; `node:dns` has
 * getaddrinfo's own codes.
 */
import { type Address, type Deadline, NetworkError } from "../net/mod.ts";

type Lookup = (hostname: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** A literal address resolves to itself. Rejects with `NetworkError`. */
export async function resolve(
  hostname: string,
  deadline: Deadline,
  lookup: Lookup = lookupBySystem,
): Promise<Address[]> {
  if (hostname.includes(":")) return [{ address: hostname, family: 6 }];
  if (/^\d+(\.\d+){3}$/.test(hostname)) return [{ address: hostname, family: 4 }];
  try {
    const found = await deadline.race(lookup(hostname), `resolving "${hostname}"`);
    const addresses = found.map(({ address, family }): Address => ({
      address,
      family: family === 6 ? 6 : 4,
    }));
    if (addresses.length === 0) throw notFound(hostname);
    return [...new Map(addresses.map((entry) => [entry.address, entry])).values()];
  } catch (error) {
    throw toNetworkError(error, hostname);
  }
}

/** Loaded when it is first needed: an address needs no resolver. */
async function lookupBySystem(hostname: string): ReturnType<Lookup> {
  const { lookup } = await import("node:dns/promises");
  return await lookup(hostname, { all: true, order: "verbatim" });
}

function toNetworkError(error: unknown, hostname: string): NetworkError {
  if (error instanceof NetworkError) {
    return error.code === "timeout"
      ? new NetworkError("dns_timeout", error.message, { cause: error })
      : error;
  }
  const { code, message } = error as Error & { code?: string };
  switch (code) {
    case "ENOTFOUND": // EAI_NONAME and EAI_NODATA
      return notFound(hostname, { cause: error });
    case "EAI_AGAIN":
      return new NetworkError(
        "dns_failed",
        `The name servers gave no usable answer for "${hostname}" (temporary failure)`,
        { cause: error },
      );
    case "EPERM":
      return new NetworkError(
        "unreachable_from_vantage",
        `This platform does not permit looking up "${hostname}"`,
        { cause: error },
      );
    default:
      return new NetworkError("dns_failed", `Looking up "${hostname}" failed: ${message}`, { cause: error });
  }
}

function notFound(hostname: string, options?: ErrorOptions): NetworkError {
  return new NetworkError("host_not_found", `No address is known for "${hostname}"`, options);
}
