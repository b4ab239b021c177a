/** What a tool says of a server beside what we say of it: every single thing that is not the same. */
import { anyVersion, type Feature, type Preference, type ToolFacts, versionNames } from "./tool_facts.ts";

export const kinds = [
  "versions",
  "suites",
  "order",
  "preference",
  "groups",
  "schemes",
  "DHE primes",
  "features",
] as const;

export type Kind = typeof kinds[number];

/** A thing that is so or is not, of which one says the one and one the other; `null`: we say nothing of it. */
export type Difference =
  | { readonly kind: "versions"; readonly version: string; readonly ours: boolean | null }
  | {
    readonly kind: "suites" | "groups" | "schemes";
    readonly version: string;
    readonly name: string;
    readonly ours: boolean | null;
  }
  /** The server takes the first rather than the second, by our word, and the other way round by theirs. */
  | { readonly kind: "order"; readonly version: string; readonly ours: readonly [string, string] }
  | { readonly kind: "preference"; readonly version: string; readonly ours: Preference | null }
  | { readonly kind: "DHE primes"; readonly bits: number; readonly ours: boolean | null }
  | { readonly kind: "features"; readonly feature: Feature; readonly ours: boolean | null };

/** What both speak of, by kind, with what is not the same. A kind of which the tool says nothing is not there. */
export function compare(ours: ToolFacts, theirs: ToolFacts): ReadonlyMap<Kind, readonly Difference[]> {
  const found: readonly (readonly [Kind, readonly Difference[] | null])[] = [
    ["versions", versions(ours, theirs)],
    ["suites", sets("suites", ours, theirs)],
    ["order", order(ours, theirs)],
    ["preference", preference(ours, theirs)],
    ["groups", sets("groups", ours, theirs)],
    ["schemes", sets("schemes", ours, theirs)],
    ["DHE primes", primes(ours, theirs)],
    ["features", features(ours, theirs)],
  ];
  return new Map(found.flatMap(([kind, differences]) => differences === null ? [] : [[kind, differences]]));
}

function versions(ours: ToolFacts, theirs: ToolFacts): Difference[] | null {
  if (theirs.versions.size === 0) return null;
  return Array.from(theirs.versions).flatMap(([version, accepted]): Difference[] => {
    const own = ours.versions.get(version) ?? null;
    return own === accepted ? [] : [{ kind: "versions", version, ours: own }];
  });
}

function sets(
  kind: "suites" | "groups" | "schemes",
  ours: ToolFacts,
  theirs: ToolFacts,
): Difference[] | null {
  if (theirs[kind].size === 0) return null;
  return Array.from(theirs[kind]).flatMap(([version, names]): Difference[] => {
    const own = version === anyVersion ? overAll(ours[kind], kind) : ours[kind].get(version) ?? null;
    const missing = names.filter((name) => !own?.includes(name));
    const more = (own ?? []).filter((name) => !names.includes(name));
    const difference = (name: string, ours: boolean | null) => ({ kind, version, name, ours });
    return [
      ...missing.map((name) => difference(name, own && false)),
      ...more.map((name) => difference(name, true)),
    ];
  });
}

/** testssl.sh has a list for all versions of what is forward secret and neither broken nor anonymous. */
function overAll(names: ReadonlyMap<string, readonly string[]>, kind: string): string[] {
  const all = [...new Set([...names.values()].flat())];
  return kind === "suites" ? all.filter((name) => isForwardSecret.test(name)) : all;
}

const isForwardSecret = /^TLS_((ECDHE|DHE)_(?!.*(NULL|RC4|3DES|PSK))|(AES|CHACHA20)_)/;

/** Of the suites that both have, where the server's order decides: the first two that stand the other way round. */
function order(ours: ToolFacts, theirs: ToolFacts): Difference[] | null {
  // Where it takes the order for the client's its list is in none
  const ordered = versionNames.filter((version) =>
    ours.preference.get(version) === "server" && theirs.preference.get(version) !== "client" &&
    theirs.suites.has(version)
  );
  if (ordered.length === 0) return null;
  return ordered.flatMap((version): Difference[] => {
    const [own, other] = [ours.suites.get(version)!, theirs.suites.get(version)!];
    const common = own.filter((name) => other.includes(name));
    const place = common.map((name) => other.indexOf(name));
    const index = place.findIndex((each, index) => each > (place[index + 1] ?? Infinity));
    return index < 0 ? [] : [{ kind: "order", version, ours: [common[index]!, common[index + 1]!] }];
  });
}

function preference(ours: ToolFacts, theirs: ToolFacts): Difference[] | null {
  if (theirs.preference.size === 0) return null;
  return Array.from(theirs.preference).flatMap(([version, said]): Difference[] => {
    const own = ours.preference.get(version) ?? null;
    return own === said ? [] : [{ kind: "preference", version, ours: own }];
  });
}

function primes(ours: ToolFacts, theirs: ToolFacts): Difference[] | null {
  const said = theirs.primeBits;
  if (said === null) return null;
  const own = ours.primeBits;
  const differing = own === null ? said : said.symmetricDifference(own);
  return Array.from(differing, (bits) => ({ kind: "DHE primes", bits, ours: own && own.has(bits) }));
}

function features(ours: ToolFacts, theirs: ToolFacts): Difference[] | null {
  if (theirs.features.size === 0) return null;
  return Array.from(theirs.features).flatMap(([feature, said]): Difference[] => {
    const own = ours.features.get(feature) ?? null;
    return own === said ? [] : [{ kind: "features", feature, ours: own }];
  });
}
