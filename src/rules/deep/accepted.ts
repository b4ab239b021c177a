/** What the server accepts, put together from the facts of several probes. Nothing unknown is taken for a no. */
import { TLS_1_3 } from "../../registry/mod.ts";
import type { CodePoint, DeepFacts } from "../../report/mod.ts";
import { all, type Known } from "./known.ts";
import { isSuite, type SuiteKind } from "./suite_kinds.ts";

export interface AcceptedSuite {
  readonly version: CodePoint;
  readonly suite: CodePoint;
}

export function acceptsVersion({ protocol_versions }: DeepFacts, version: number): Known {
  return protocol_versions?.versions.find(({ version: { value } }) => value === version)?.accepted ?? null;
}

export function acceptedSuites({ cipher_suites }: DeepFacts): AcceptedSuite[] {
  return (cipher_suites?.versions ?? []).flatMap(({ version, suites }) =>
    suites.map(({ cipher_suite }) => ({ version, suite: cipher_suite }))
  );
}

/** Each suite of a kind once, whatever the versions that it is accepted in. */
export function suitesOfKind(facts: DeepFacts, ...kinds: readonly SuiteKind[]): CodePoint[] {
  const suites = acceptedSuites(facts).map(({ suite }) => suite)
    .filter(({ name }) => kinds.some((kind) => isSuite(kind, name)));
  return [...new Map(suites.map((suite) => [suite.value, suite])).values()];
}

/** Whether a suite of the kind is accepted, in this version or in any. */
export function acceptsSuite(facts: DeepFacts, kind: SuiteKind, version: number | null = null): Known {
  const found = acceptedSuites(facts).some(({ version: { value }, suite: { name } }) =>
    (version === null || value === version) && isSuite(kind, name)
  );
  return found ? true : allSuitesAreKnown(facts, version) === true ? false : null;
}

/** Whether there can be no suite that was not found. */
export function allSuitesAreKnown(facts: DeepFacts, version: number | null = null): Known {
  const { cipher_suites, protocol_versions } = facts;
  if (cipher_suites === null) return null;
  const listed = cipher_suites.versions.filter(({ version: { value } }) =>
    version === null || value === version
  );
  const missing = (protocol_versions?.versions ?? []).filter(({ version: { value }, accepted }) =>
    (version === null || value === version) && speaksInSuites(value) && accepted !== false &&
    !listed.some(({ version }) => version.value === value)
  );
  const isRefused = version !== null && acceptsVersion(facts, version) === false;
  return all([
    missing.length === 0 || null,
    version === null || listed.length > 0 || isRefused || null,
    ...listed.map(({ complete }) => complete || null),
  ]);
}

/** SSL 2.0 has cipher kinds of its own. */
function speaksInSuites(version: number): boolean {
  return version >= 0x0300 && version <= TLS_1_3;
}

export function named({ name, hex }: CodePoint): string {
  return name ?? hex;
}

/** For a sentence: a server may accept dozens. */
export function list(names: readonly string[], most = 4): string {
  const left = names.length - most;
  const shown = left > 1 ? names.slice(0, most) : names;
  return shown.join(", ") + (left > 1 ? ` and ${left} more` : "");
}
