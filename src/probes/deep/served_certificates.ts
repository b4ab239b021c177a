/** Which certificates the server has: for other kinds of key, for no name, and for one that it cannot know. */
import { equalBytes, toHex } from "../../bytes/mod.ts";
import { ProtocolVersion } from "../../registry/mod.ts";
import { evidenceOf, type HandshakeLog } from "../../tls/mod.ts";
import { MOST_REPEATS } from "./connections.ts";
import { answerIn, believeIn, unbelieved } from "./believed.ts";
import { completableOffer } from "./completable_offer.ts";
import { describeServed, type Served } from "./describe_served.ts";
import { type KeyKind, keyKinds } from "./key_kinds.ts";
import { onlyVersion } from "./offers.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";
import { refusal } from "./refusal.ts";
import { pairsOfTls12, schemesOfTls13 } from "./signature_questions.ts";
import { suitesWith } from "./suites_with.ts";
import { noExtensions } from "./versions_to_ask.ts";

type OtherName = Facts<"served_certificates">["unknown_server_name"];

/** Servers have two kinds of key, or three. */
const MOST_KINDS = 8;

export const servedCertificates: Probe<"served_certificates"> = {
  id: "served_certificates",
  title: "Certificates",
  // Two names, and a control for each question.
  allowance: 2 * (MOST_KINDS + 2) + MOST_REPEATS,
  after: ["protocol_versions", "named_groups", "signature_schemes"],
  notApplicable: (_situation, facts) => noExtensions(facts),
  async run(context) {
    const unanswered: string[] = [];
    const attempt = async <T>(asking: Promise<T>, otherwise: T): Promise<T> => {
      try {
        return await asking;
      } catch (error) {
        if (!(error instanceof ProbeFailed)) throw error;
        unanswered.push(error.message);
        return otherwise;
      }
    };
    const [without, unknown, ...leaves] = await Promise.all([
      context.offer.serverName === null ? null : attempt(askForName(null, context), noAnswer),
      attempt(askForName(unknownName(context), context), noAnswer),
      ...keyKinds(context.facts).slice(0, MOST_KINDS).map((kind) => attempt(askForKind(kind, context), null)),
    ]);
    const facts = {
      by_key: await describeEach([leafOf(context.log), ...leaves], context),
      without_server_name: without,
      unknown_server_name: unknown,
    };
    if (unanswered.length > 0) throw new ProbeFailed(unanswered[0]!, facts);
    return facts;
  },
};

const noAnswer: OtherName = { outcome: "no_answer", certificate: null, refusal: null };

/** RFC 6761 §6.4: a top-level domain in which there is no host. */
function unknownName({ runtime }: ProbeContext): string {
  return `${toHex(runtime.random(8))}.invalid`;
}

async function askForName(serverName: string | null, context: ProbeContext): Promise<OtherName> {
  const log = await context.connections.listen({ ...context.offer, serverName }, "authentication");
  const leaf = leafOf(log);
  if (leaf === null) {
    const { failure } = log;
    const outcome = failure === null || await unbelieved(failure, context) === null ? "refused" : "no_answer";
    return { outcome, certificate: null, refusal: failure && refusal(failure) };
  }
  const checked = leafOf(context.log);
  return {
    outcome: checked !== null && equalBytes(leaf, checked) ? "same" : "other",
    certificate: await describeServed(leaf, context),
    refusal: null,
  };
}

/** The certificate that goes with these schemes; `null`: none was shown. */
async function askForKind({ version, schemes }: KeyKind, context: ProbeContext): Promise<Uint8Array | null> {
  const { connections, offer } = context;
  if (version === ProtocolVersion.TLS_1_3) {
    const signatureSchemesCert = schemesOfTls13(context);
    const asked = { ...completableOffer(context), signatureSchemes: schemes, signatureSchemesCert };
    const log = await connections.listen(asked, "authentication");
    const leaf = leafOf(log);
    if (leaf === null && log.failure !== null) await believeIn(log.failure, context);
    return leaf;
  }
  const answer = await connections.ask({
    ...onlyVersion(offer, version),
    cipherSuites: [...suitesWith("ECDHE", version), ...suitesWith("DHE", version)],
    signatureSchemes: schemes,
    signatureSchemesCert: pairsOfTls12(context),
  }, "server_key_exchange");
  return (await answerIn(version, answer, context))?.certificates[0] ?? null;
}

function leafOf(log: HandshakeLog): Uint8Array | null {
  return evidenceOf(log, "authentication")?.evidence.certificates[0]?.certData ?? null;
}

async function describeEach(
  leaves: readonly (Uint8Array | null)[],
  context: ProbeContext,
): Promise<Served[]> {
  const found = new Map<string, Served>();
  for (const leaf of leaves) {
    const served = leaf && await describeServed(leaf, context);
    if (served) found.set(served.fingerprint_sha256, served);
  }
  return [...found.values()];
}
