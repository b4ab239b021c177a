/**
 * What keeps an attacker from talking client and server down to an older version: what the server says in its random
 * (RFC 9846 §4.2.3) when it is asked for one, and whether it refuses a client that says it has fallen back (RFC 7507).
 */
import { AlertDescription, CipherSuite, ProtocolVersion, protocolVersions } from "../../registry/mod.ts";
import { downgradeSentinel, type Failure, type Offer } from "../../tls/mod.ts";
import { acceptedVersions, noVersion } from "./accepted_versions.ts";
import { askInTurn, type InTurn } from "./ask_in_turn.ts";
import { OTHER_VERSION } from "./believed.ts";
import { type Connections, MOST_REPEATS } from "./connections.ts";
import { type Facts, type Probe, ProbeFailed } from "./probe.ts";
import { isAboutVersion, refusal } from "./refusal.ts";
import { MOST_WAYS_TO_ASK, waysToAsk } from "./version_question.ts";

type DowngradeProtection = Facts<"downgrade_protection">;
type Sentinel = DowngradeProtection["sentinels"][number];
type Fallback = NonNullable<DowngradeProtection["fallback_scsv"]>;

/** From TLS 1.2 to SSL 3.0. */
const MOST_OLDER_VERSIONS = 4;

export const downgradeProtection: Probe<"downgrade_protection"> = {
  id: "downgrade_protection",
  title: "Downgrade protection",
  // What would tell against the server is asked once more, and then whether it has the newer version still.
  allowance: MOST_OLDER_VERSIONS * (MOST_WAYS_TO_ASK + 1) + 2 + 1 + MOST_REPEATS,
  after: ["protocol_versions"],
  notApplicable: (_situation, facts) =>
    noVersion(facts) ?? (acceptedVersions(facts).length < 2 ? "The server accepts one version only" : null),
  async run({ facts, offer, connections }) {
    const [best, ...older] = acceptedVersions(facts);
    const asked = await Promise.all(
      older.map((version) => ask(version, waysToAsk(version, offer), connections)),
    );
    const seen = await Promise.all(asked.map((each) => sentinelOf(each, best!, connections)));
    const fallback = await askAsFallback(asked[0]!, connections);
    const found = {
      sentinels: seen.flatMap(({ sentinel }) => sentinel ?? []),
      fallback_scsv: fallback.fact,
    };
    const reason = [...asked, ...seen, fallback].find(({ reason }) => reason !== null)?.reason;
    const doubt = isHeldAgainst(found) ? await reasonToDoubt(best!, offer, connections) : null;
    if (doubt !== null) throw new ProbeFailed(doubt, withoutFaults(found));
    if (reason) throw new ProbeFailed(reason, found);
    return found;
  },
};

function isHeldAgainst({ sentinels, fallback_scsv }: DowngradeProtection): boolean {
  return !sentinels.every(isExpected) || fallback_scsv?.refused === false;
}

function isExpected({ found, expected }: Sentinel): boolean {
  return found === expected;
}

/** What is a fault in a server that has the newer version is none in another one behind the same address. */
async function reasonToDoubt(best: number, offer: Offer, connections: Connections): Promise<string | null> {
  try {
    const answer = await connections.ask(waysToAsk(best, offer)[0]);
    const isOther = answer.kind === "answered"
      ? answer.protocolVersion !== best
      : isAboutVersion(answer.failure);
    return isOther ? OTHER_VERSION : null;
  } catch (error) {
    if (error instanceof ProbeFailed) return error.message;
    throw error;
  }
}

function withoutFaults({ sentinels, fallback_scsv }: DowngradeProtection): DowngradeProtection {
  const isFault = fallback_scsv?.refused === false;
  return {
    sentinels: sentinels.filter(isExpected),
    fallback_scsv: isFault ? { ...fallback_scsv, refused: null } : fallback_scsv,
  };
}

interface Asked extends Pick<InTurn, "answered"> {
  readonly version: number;
  /** Why there is no answer; `null`: there is one. */
  readonly reason: string | null;
}

async function ask(version: number, offers: readonly Offer[], connections: Connections): Promise<Asked> {
  try {
    const { answered, failure } = await askInTurn(version, offers, connections);
    const reason = answered === null ? failure?.message ?? OTHER_VERSION : null;
    return { version, answered, reason };
  } catch (error) {
    if (error instanceof ProbeFailed) return { version, answered: null, reason: error.message };
    throw error;
  }
}

interface Seen {
  /** `null`: nothing was said, or nothing is to be. */
  readonly sentinel: Sentinel | null;
  readonly reason: string | null;
}

async function sentinelOf(
  { version, answered }: Asked,
  best: number,
  connections: Connections,
): Promise<Seen> {
  if (answered === null || best < ProtocolVersion.TLS_1_2) return { sentinel: null, reason: null };
  const found = downgradeSentinel(answered.serverHello.random);
  const expected = version === ProtocolVersion.TLS_1_2 ? "tls12" : "tls11";
  const sentinel = { version: protocolVersions.codePoint(version), found, expected } as const;
  if (found === expected) return { sentinel, reason: null };
  // A server of the same address without the newer version need not say that it has it.
  const { answered: again, reason } = await ask(version, [answered.offer], connections);
  if (again === null) return { sentinel: null, reason };
  const isSame = downgradeSentinel(again.serverHello.random) === found;
  return isSame ? { sentinel, reason } : { sentinel: null, reason: NOT_THE_SAME };
}

const NOT_THE_SAME = "The server does not say the same twice";

/** RFC 7507 §3: a server that has a newer version than the client offers with this signal refuses it, and says why. */
async function askAsFallback(
  { version: value, answered }: Asked,
  connections: Connections,
): Promise<{ readonly fact: Fallback; readonly reason: string | null }> {
  const version = protocolVersions.codePoint(value);
  const unknown = { version, refused: null, refusal: null };
  if (answered === null) return { fact: unknown, reason: null };
  const { offer } = answered;
  const cipherSuites = [...offer.cipherSuites, CipherSuite.TLS_FALLBACK_SCSV];
  try {
    const asFallback = { ...offer, cipherSuites };
    const { failure } = await connections.ask(asFallback);
    if (failure !== null) return { fact: { version, ...refusedWith(failure) }, reason: null };
    const again = await connections.ask(asFallback);
    if (again.failure === null) return { fact: { ...unknown, refused: false }, reason: null };
    return { fact: { ...unknown, refusal: refusal(again.failure) }, reason: NOT_THE_SAME };
  } catch (error) {
    if (error instanceof ProbeFailed) return { fact: unknown, reason: error.message };
    throw error;
  }
}

function refusedWith(failure: Failure): Pick<Fallback, "refused" | "refusal"> {
  const { alert, alertFrom } = failure;
  const isSaid = alertFrom === "peer" && alert === AlertDescription.inappropriate_fallback;
  return { refused: isSaid || null, refusal: refusal(failure) };
}
