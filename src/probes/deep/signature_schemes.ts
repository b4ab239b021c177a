/** The schemes by which the server signs the handshake, whichever of its certificates they go with. */
import {
  ProtocolVersion,
  protocolVersions,
  signatureAndHashAlgorithm,
  signatureSchemes as registry,
} from "../../registry/mod.ts";
import { MOST_REPEATS } from "./connections.ts";
import { type Accepted, findAccepted } from "./find_accepted.ts";
import { type Facts, type Probe, ProbeFailed } from "./probe.ts";
import { askForProof, askForSignedExchange, pairsOfTls12, schemesOfTls13 } from "./signature_questions.ts";
import { versionsToAsk } from "./versions_to_ask.ts";

/** A server with a key of each kind signs by some 10 schemes in TLS 1.3, and by 16 pairs in TLS 1.2. */
const MOST_SCHEMES = 16;
const MOST_PAIRS = 24;

const { TLS_1_3, TLS_1_2 } = ProtocolVersion;

export const signatureSchemes: Probe<"signature_schemes"> = {
  id: "signature_schemes",
  title: "Signature schemes",
  // Two about the order, and a control for each end of a search and each order.
  allowance: MOST_SCHEMES + MOST_PAIRS + 2 + 4 + MOST_REPEATS,
  after: ["protocol_versions", "named_groups"],
  notApplicable(_situation, facts) {
    const { tls13, older } = versionsToAsk(facts);
    if (tls13 || older === TLS_1_2) return null;
    return "The server was seen to accept no version in which a signature scheme is chosen";
  },
  async run(context) {
    const { tls13, older } = versionsToAsk(context.facts);
    const found = (await Promise.all([
      tls13
        ? inVersion(TLS_1_3, findAccepted(schemesOfTls13(context), MOST_SCHEMES, askForProof(context)))
        : null,
      older === TLS_1_2
        ? inVersion(TLS_1_2, findAccepted(pairsOfTls12(context), MOST_PAIRS, askForSignedExchange(context)))
        : null,
    ])).filter((each) => each !== null);
    const facts = { versions: found.map(({ version }) => version) };
    const unanswered = found.find(({ unanswered }) => unanswered !== null)?.unanswered;
    if (unanswered) throw new ProbeFailed(unanswered, facts);
    return facts;
  },
};

async function inVersion(
  version: number,
  finding: Promise<Accepted<number>>,
): Promise<
  { readonly version: Facts<"signature_schemes">["versions"][number]; readonly unanswered: string | null }
> {
  const { accepted, preference, complete, notOffered, unanswered } = await finding;
  const codePoint = version === TLS_1_3 ? registry.codePoint : signatureAndHashAlgorithm;
  return {
    version: {
      version: protocolVersions.codePoint(version),
      preference,
      schemes: accepted.map(codePoint),
      complete,
      not_offered: notOffered === null ? null : codePoint(notOffered),
    },
    unanswered,
  };
}
