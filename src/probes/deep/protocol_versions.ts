/** Which versions the server accepts, each asked for alone; and whether it copes with what it cannot know. */
import { ProtocolVersion, protocolVersions as registry, SSL_2_0 } from "../../registry/mod.ts";
import { evidenceOf } from "../../tls/mod.ts";
import { askForSsl2, type Ssl2Answer } from "../ssl2.ts";
import { answersStill } from "./believed.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";
import { isAnswer, isCutOff, refusal } from "./refusal.ts";
import { MOST_TOLERANCE_QUESTIONS, tolerance } from "./tolerance.ts";
import {
  askAgain,
  askForSeen,
  askForVersion,
  MOST_WAYS_TO_ASK,
  type VersionAnswer,
} from "./version_question.ts";

type Version = Facts<"protocol_versions">["versions"][number];

const versions = [
  ProtocolVersion.TLS_1_3,
  ProtocolVersion.TLS_1_2,
  ProtocolVersion.TLS_1_1,
  ProtocolVersion.TLS_1_0,
  ProtocolVersion.SSL_3_0,
];

export const protocolVersions: Probe<"protocol_versions"> = {
  id: "protocol_versions",
  title: "Protocol versions",
  // SSL 2.0 has one way alone. And one control for all versions together.
  allowance: 1 + versions.length * MOST_WAYS_TO_ASK + MOST_TOLERANCE_QUESTIONS + 1,
  after: [],
  notApplicable: () => null,
  async run(context) {
    const [ssl2, { answers: given, tolerated }] = await Promise.all([
      askInSsl2(context),
      askInNewer(context),
    ]);
    const answers = await believed(given, tolerated, context);
    const isSsl2 = typeof ssl2 === "object" && ssl2.kind === "accepted";
    const facts = {
      versions: [...answers.map(factOf), ssl2Fact(ssl2)],
      ssl2_cipher_kinds: isSsl2 ? [...ssl2.cipherKinds] : null,
      tolerance: tolerated,
    };
    const unasked = [...answers.map(({ unasked }) => unasked), typeof ssl2 === "string" ? ssl2 : null]
      .find((reason) => reason !== null);
    if (unasked) throw new ProbeFailed(unasked, facts);
    return facts;
  },
};

async function askInNewer(context: ProbeContext) {
  const answers = await askForVersions(context);
  return { answers, tolerated: await askForTolerance(answers, context) };
}

async function askForVersions({ connections, offer, log }: ProbeContext): Promise<VersionAnswer[]> {
  const answers = await Promise.all(versions.map((version) => askForVersion(version, offer, connections)));
  // Before TLS 1.3 there are hundreds of suites: a server that has read them is believed in what it refuses.
  const takesAll = answers.some(({ version, accepted }) => accepted && version < ProtocolVersion.TLS_1_3);
  const seen = evidenceOf(log, "server_hello")?.evidence.protocolVersion;
  return await Promise.all(
    answers.map((answer) =>
      answer.version === seen
        ? askForSeen(answer, offer, connections)
        : askAgain(answer, takesAll, offer, connections)
    ),
  );
}

/** Versions that ended without a word are refused, if the server answers still. */
async function believed(
  answers: readonly VersionAnswer[],
  tolerated: Facts<"protocol_versions">["tolerance"],
  context: ProbeContext,
): Promise<VersionAnswer[]> {
  const isDoubtful = ({ failure }: VersionAnswer) => failure !== null && isCutOff(failure);
  const isAnswering = tolerated.some(({ tolerated }) => tolerated);
  if (isAnswering || !answers.some(isDoubtful)) return [...answers];
  const reason = await reasonToDoubt(answers, context);
  if (reason === null) return [...answers];
  return answers.map((answer) =>
    isDoubtful(answer) ? { ...answer, accepted: null, unasked: reason } : answer
  );
}

async function reasonToDoubt(
  answers: readonly VersionAnswer[],
  { connections, offer }: ProbeContext,
): Promise<string | null> {
  const control = answers.find(({ accepted }) => accepted)?.offer ?? offer;
  try {
    if (await answersStill({ connections, offer: control })) return null;
  } catch (error) {
    if (error instanceof ProbeFailed) return error.message;
    throw error;
  }
  return "The server ends connections without an answer, whatever they ask for";
}

function askForTolerance(answers: readonly VersionAnswer[], { connections, offer }: ProbeContext) {
  const accepted = answers.filter(({ accepted }) => accepted);
  const isAnswered = accepted.some(({ version }) => offer.versions.includes(version));
  const older = accepted.find(({ version }) =>
    version < ProtocolVersion.TLS_1_3 && version > ProtocolVersion.SSL_3_0
  );
  return tolerance(isAnswered ? offer : null, older?.offer ?? null, connections);
}

/** Or why there was no connection to ask over. */
async function askInSsl2({ connections, runtime }: ProbeContext): Promise<Ssl2Answer | string> {
  try {
    return await connections.open((stream, patience) =>
      askForSsl2(stream, (length) => runtime.random(length), patience)
    );
  } catch (error) {
    if (error instanceof ProbeFailed) return error.message;
    throw error;
  }
}

function factOf({ version, accepted, failure }: VersionAnswer): Version {
  return { version: registry.codePoint(version), accepted, refusal: failure && refusal(failure) };
}

function ssl2Fact(answer: Ssl2Answer | string): Version {
  const version = registry.codePoint(SSL_2_0);
  if (typeof answer === "string") return { version, accepted: null, refusal: null };
  if (answer.kind === "accepted") return { version, accepted: true, refusal: null };
  return {
    version,
    accepted: isAnswer(answer) ? false : null,
    refusal: refusal({ ...answer, alertFrom: "peer" }),
  };
}
