/** Whether the server compresses what it encrypts, as the versions before TLS 1.3 let it (RFC 3749): CRIME. */
import { CompressionMethod, compressionMethods, ProtocolVersion } from "../../registry/mod.ts";
import type { DeepFacts } from "../../report/mod.ts";
import { MOST_REPEATS } from "./connections.ts";
import { acceptedVersions, noVersion } from "./accepted_versions.ts";
import { askInTurn } from "./ask_in_turn.ts";
import { type Probe, ProbeFailed } from "./probe.ts";
import { isAnswer } from "./refusal.ts";
import { MOST_WAYS_TO_ASK, waysToAsk } from "./version_question.ts";

const { DEFLATE, LZS, NULL } = CompressionMethod;

export const compression: Probe<"compression"> = {
  id: "compression",
  title: "Compression",
  allowance: MOST_WAYS_TO_ASK + MOST_REPEATS,
  after: ["protocol_versions"],
  notApplicable: (_situation, facts) =>
    noVersion(facts) ?? (versionToAsk(facts) === undefined ? "TLS 1.3 has no compression" : null),
  async run({ connections, offer, facts }) {
    const version = versionToAsk(facts)!;
    const offers = waysToAsk(version, offer)
      .map((each) => ({ ...each, compressionMethods: [DEFLATE, LZS, NULL] }));
    const { answered, failure } = await askInTurn(version, offers, connections);
    if (answered === null) {
      if (failure !== null && !isAnswer(failure)) throw new ProbeFailed(failure.message);
      return { accepted: null, method: null };
    }
    const method = answered.serverHello.legacyCompressionMethod;
    if (method === NULL) return { accepted: false, method: null };
    return { accepted: true, method: compressionMethods.codePoint(method) };
  },
};

function versionToAsk(facts: DeepFacts): number | undefined {
  return acceptedVersions(facts).find((version) => version < ProtocolVersion.TLS_1_3);
}
