import type { Deep, DeepFacts, ProbeId } from "../../report/mod.ts";

/**
 * The facts to judge by. What a probe that failed had learnt is among them only where the facts themselves say what
 * is missing of them: elsewhere, what is not there would be taken for what the server has not.
 */
export function usableFacts({ probes, facts }: Pick<Deep, "probes" | "facts">): DeepFacts {
  const failed = probes.filter(({ id, status }) => status === "failed" && !tellsWhatIsMissing.has(id));
  return { ...facts, ...Object.fromEntries(failed.map(({ id }) => [id, null])) };
}

const tellsWhatIsMissing: ReadonlySet<ProbeId> = new Set([
  "protocol_versions",
  "cipher_suites",
  "named_groups",
  "signature_schemes",
]);
