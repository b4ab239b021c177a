/**
 * The judgement of what a server sent when some of it is missing and was fetched: truthful to both kinds of client.
 *
 * A client that fetches nothing sees what was sent, so that stays the verdict. The paths through what was fetched
 * stand behind those, and what there is to say about the certificates is said of the completed path.
 */
import { judgeChain, type JudgeInput, type Judgement } from "./judge_chain.ts";

/** `input.fetched`: with none, this is `judgeChain`. */
export async function judgeWithFetched(input: JudgeInput): Promise<Judgement> {
  const { fetched = [], ...sentOnly } = input;
  const sent = await judgeChain(sentOnly);
  if (fetched.length === 0) return sent;
  const completed = await judgeChain(input);
  const isFetched = new Set(
    completed.certificates.filter(({ source }) => source === "aia").map((each) => each.fingerprint_sha256),
  );
  // What bears the issuer's name without being the issuer is nobody's fault here: it was not what was missing.
  const through = completed.chain.paths.filter(({ certificates, error }) =>
    error?.code !== "bad_signature" && certificates.some((fingerprint) => isFetched.has(fingerprint))
  );
  if (through.length === 0) return sent;
  const onPath = new Set(through.flatMap(({ certificates }) => certificates));
  const anchors = new Set(
    completed.certificates.filter(({ source }) => source === "trust_store").map((each) =>
      each.fingerprint_sha256
    ),
  );
  const certificates = completed.certificates.filter(({ source, fingerprint_sha256: fingerprint }) =>
    source !== "aia" || onPath.has(fingerprint) && !anchors.has(fingerprint)
  );
  if (isOnlyRoot(completed)) return { ...completed, certificates };
  const chain = { ...sent.chain, paths: [...sent.chain.paths, ...through] };
  const missing = sent.violations.filter(({ code }) => code === "incomplete_chain")
    .map((violation) => ({ ...violation, certificate: null }));
  return {
    ...completed,
    chain,
    certificates,
    violations: [...missing, ...completed.violations],
    notes: sent.notes,
  };
}

/**
 * Whether all that was fetched for the path is the self-signed root at its end, which nobody trusts: servers rightly
 * leave roots out, so that nothing is missing, and the fault is another.
 */
function isOnlyRoot({ path, chain, certificates }: Judgement): boolean {
  const root = path.at(-1);
  if (chain.trusted || path.length < 2 || !root?.selfIssued) return false;
  const source = new Map(certificates.map((each) => [each.fingerprint_sha256, each.source]));
  const sources = chain.paths[0]!.certificates.map((fingerprint) => source.get(fingerprint));
  return sources.at(-1) === "aia" && sources.slice(0, -1).every((each) => each === "sent");
}
