/** All servers, a few at a time: the longest first, so that none is waited for at the end. */
import { makeCredentials } from "../peers/credentials.ts";
import { reasonToSkip } from "../peers/tls_servers/mod.ts";
import { peers } from "./peers.ts";
import { comparePeer, type Comparison } from "./side_by_side.ts";
import { isInstalled, type Thoroughness, tools } from "./tools.ts";

/** Why nothing can be compared here; `null`: it can. */
export async function reasonToSkipAll(): Promise<string | null> {
  for (const tool of tools) {
    if (!await isInstalled(tool)) return `${tool.name} is not installed (Debian: ${tool.debianPackage})`;
  }
  for (const { server } of peers) {
    const reason = await reasonToSkip(server);
    if (reason !== null) return reason;
  }
  return null;
}

/** In the order of the table. `onPeer` is told of each as it is done. */
export async function compareAll(
  thoroughness: Thoroughness,
  onPeer: (comparison: Comparison) => void,
): Promise<Comparison[]> {
  const directory = await Deno.makeTempDir({ prefix: "side-by-side-" });
  try {
    // Servers that give up root read them too
    await Deno.chmod(directory, 0o755);
    const credentials = await makeCredentials(directory);
    const compared = new Map<string, Comparison>();
    const waiting = peers.toSorted((one, other) =>
      Number(other.isSlow ?? false) - Number(one.isSlow ?? false)
    );
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let peer = waiting.shift(); peer !== undefined; peer = waiting.shift()) {
        const comparison = await comparePeer(peer, credentials, thoroughness);
        compared.set(peer.title, comparison);
        onPeer(comparison);
      }
    }));
    return peers.map(({ title }) => compared.get(title)!);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

const AT_ONCE = 3;
