/** Which groups the server accepts for key exchange, and in whose order: those too that nobody here can compute. */
import { group } from "../../crypto/mod.ts";
import { ProtocolVersion, protocolVersions, supportedGroups } from "../../registry/mod.ts";
import { MOST_REPEATS } from "./connections.ts";
import { type Accepted, findAccepted, tryToAsk } from "./find_accepted.ts";
import { finiteFields, MOST_CONTROLS_OF_PRIMES, MOST_PRIMES } from "./finite_fields.ts";
import {
  askForCurve,
  askForGroup,
  askWithShares,
  curvesOf,
  groupsOf,
  sharedGroups,
} from "./group_questions.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";
import { noExtensions, versionsToAsk } from "./versions_to_ask.ts";

/** OpenSSL with all that it has accepts some 20 in TLS 1.3, and OpenSSL 1.0 had 28 curves. */
const MOST_GROUPS = 24;
const MOST_CURVES = 32;
/** Two about the order in TLS 1.3 and one before it, and one about the certificate's curve. */
const FURTHER_QUESTIONS = 4;
/** Of each search two, for its end and the order; a curve may be refused once more, for want of the certificate's. */
const MOST_CONTROLS = 3 + 3 + MOST_CONTROLS_OF_PRIMES;

export const namedGroups: Probe<"named_groups"> = {
  id: "named_groups",
  title: "Groups of key exchange",
  allowance: MOST_GROUPS + MOST_CURVES + MOST_PRIMES + FURTHER_QUESTIONS + MOST_CONTROLS + MOST_REPEATS,
  after: ["protocol_versions"],
  notApplicable: (_situation, facts) => noExtensions(facts),
  async run(context) {
    const { tls13, older } = versionsToAsk(context.facts);
    const [groups, curves, primes] = await Promise.all([
      tls13 ? groupsOfTls13(context) : null,
      older === null ? null : curvesOfVersion(older, context),
      older === null ? { finiteFields: [], unanswered: null } : finiteFields(older, context),
    ]);
    const versions = [groups, curves].filter((each) => each !== null);
    const facts = { versions: versions.map(versionFacts), finite_fields: primes.finiteFields };
    const unanswered = [...versions, primes].map(({ unanswered }) => unanswered).find((reason) =>
      reason !== null
    );
    if (unanswered !== undefined) throw new ProbeFailed(unanswered, facts);
    return facts;
  },
};

interface Found extends Accepted<number> {
  readonly version: number;
}

async function groupsOfTls13(context: ProbeContext): Promise<Found> {
  const version = ProtocolVersion.TLS_1_3;
  const found = await findAccepted(groupsOf(version, context), MOST_GROUPS, askForGroup(context));
  if (found.accepted.length > 0 || found.unanswered !== null) {
    return { version, ...found, preference: await preferenceAmongShares(found, context) };
  }
  // A server that knows no HelloRetryRequest answers only to a share.
  const shared = await findAccepted(sharedGroups, sharedGroups.length, askWithShares(context));
  return { version, ...shared, complete: shared.complete && shared.accepted.length === 0 };
}

/**
 * Many servers have an order of their own for what they ask a client for, and take its first share where there are
 * some, as there are from every browser.
 */
async function preferenceAmongShares(
  { preference, accepted }: Accepted<number>,
  context: ProbeContext,
): Promise<Accepted<number>["preference"]> {
  const [first, second] = accepted.filter((value) => group(value) !== null);
  if (preference !== "server" || first === undefined || second === undefined) return preference;
  const choice = await tryToAsk(askWithShares(context), [second, first]);
  if (choice.kind !== "chosen" || choice.value === first) return preference;
  return choice.value === second ? "client" : "unknown";
}

async function curvesOfVersion(version: number, context: ProbeContext): Promise<Found> {
  const found = await findAccepted(curvesOf(version, context), MOST_CURVES, askForCurve(version, context));
  return { version, ...found };
}

function versionFacts(
  { version, preference, accepted, complete, notOffered }: Found,
): Facts<"named_groups">["versions"][number] {
  return {
    version: protocolVersions.codePoint(version),
    preference,
    groups: accepted.map(supportedGroups.codePoint),
    complete,
    not_offered: notOffered === null ? null : supportedGroups.codePoint(notOffered),
  };
}
