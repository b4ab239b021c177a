/** One server after another, by our deep check and by the other tools; and who is right where they differ. */
import { check } from "../../src/mod.ts";
import type { Credentials, KeyKind } from "../peers/credentials.ts";
import { compare, type Difference, type Kind } from "./compare.ts";
import { explanationOf } from "./explanations.ts";
import { type Peer, startPeer } from "./peers.ts";
import { readDeep } from "./read_deep.ts";
import { scan, type Target, type Thoroughness, type Tool, tools } from "./tools.ts";
import { isOursTrue } from "./witness/mod.ts";

export interface Comparison {
  readonly peer: Peer;
  readonly milliseconds: number;
  /** By tool: each kind of fact that the tool speaks of. */
  readonly tools: ReadonlyMap<Tool["name"], ReadonlyMap<Kind, readonly Judged[]>>;
}

export interface Judged {
  readonly difference: Difference;
  /** What another project's client makes of our word; `null`: none here can tell. */
  readonly isOursTrue: boolean | null;
  /** Its number; `null`: nobody knows why the tool says something else. */
  readonly explanation: number | null;
}

/** A difference stands when ours is proven right, and it is known what is wrong with the other. */
export function isSettled({ isOursTrue, explanation }: Judged): boolean {
  return isOursTrue === true && explanation !== null;
}

export async function comparePeer(
  peer: Peer,
  credentials: Record<KeyKind, Credentials>,
  thoroughness: Thoroughness,
): Promise<Comparison> {
  const startedMs = performance.now();
  const directory = await Deno.makeTempDir({ prefix: "tls-peer-" });
  const running = await startPeer(peer, credentials, directory);
  try {
    const target = { port: running.port, starttls: peer.starttls ?? null };
    const ours = readDeep(await checkDeeply(target, credentials[peer.certificate].root));
    const compared: [Tool["name"], ReadonlyMap<Kind, readonly Judged[]>][] = [];
    // One after the other: some servers take one connection at a time
    for (const tool of tools) {
      if (thoroughness === "quick" && peer.without?.includes(tool.name)) continue;
      const sections = [...tool.sections[thoroughness], ...peer.sections?.[tool.name] ?? []];
      const theirs = tool.read(await scan(tool, target, sections));
      const judged: [Kind, readonly Judged[]][] = [];
      for (const [kind, differences] of compare(ours, theirs)) {
        judged.push([kind, await judgeAll(differences, tool, target)]);
      }
      compared.push([tool.name, new Map(judged)]);
    }
    return { peer, milliseconds: performance.now() - startedMs, tools: new Map(compared) };
  } finally {
    await running.stop();
    await Deno.remove(directory, { recursive: true });
  }
}

async function judgeAll(differences: readonly Difference[], tool: Tool, target: Target): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const difference of differences) {
    judged.push({
      difference,
      isOursTrue: await isOursTrue(difference, target),
      explanation: explanationOf(tool.name, difference),
    });
  }
  return judged;
}

async function checkDeeply({ port, starttls }: Target, rootFile: string) {
  const scheme = starttls === null ? "" : `${starttls}://`;
  return await check(`${scheme}localhost:${port}`, {
    anchors: [await Deno.readTextFile(rootFile)],
    noDefaultRoots: true,
    resolve: "127.0.0.1",
    noNative: true,
    deep: true,
    sni: "localhost",
  });
}
