/** Which cipher suites the server accepts in each version, in whose order, and over which groups. */
import { protocolVersions } from "../../registry/mod.ts";
import { MOST_REPEATS } from "./connections.ts";
import { acceptedVersions, noVersion } from "./accepted_versions.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";
import { type Questions, SuiteSearch } from "./suite_search.ts";

type Version = Facts<"cipher_suites">["versions"][number];

/** OpenSSL with everything that it has, in all of its versions, stays below. */
const MOST_QUESTIONS = 320;

export const cipherSuites: Probe<"cipher_suites"> = {
  id: "cipher_suites",
  title: "Cipher suites",
  allowance: MOST_QUESTIONS + MOST_REPEATS,
  after: ["protocol_versions"],
  notApplicable: (_situation, facts) => noVersion(facts),
  async run(context) {
    const questions: Questions = { left: MOST_QUESTIONS };
    const searches = acceptedVersions(context.facts).map((version) => search(version, context, questions));
    const outcomes = await Promise.all(searches);
    const facts = { versions: outcomes.map(({ version }) => version) };
    const failure = outcomes.find(({ failure }) => failure !== null)?.failure;
    if (failure) throw new ProbeFailed(failure, facts);
    return facts;
  },
};

async function search(
  value: number,
  { offer, connections }: ProbeContext,
  questions: Questions,
): Promise<{ readonly version: Version; readonly failure: string | null }> {
  const search = new SuiteSearch(value, offer, connections, questions);
  const version = protocolVersions.codePoint(value);
  const suites = () => search.found.map(({ suite }) => suite);
  try {
    const order = await search.run();
    return { version: { version, ...order, suites: suites(), complete: true }, failure: null };
  } catch (error) {
    if (!(error instanceof ProbeFailed)) throw error;
    const order = { preference: "unknown", prioritizes_chacha20: null } as const;
    return { version: { version, ...order, suites: suites(), complete: false }, failure: error.message };
  }
}
