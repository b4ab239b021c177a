/** Extensions that the server has: RFC 7627, RFC 7366, RFC 8449; and what it wants of a client certificate. */
import { cipherSuites, clientCertificateTypes, ExtensionType, signatureSchemes } from "../../registry/mod.ts";
import { type Extension, find, recordSizeLimit } from "../../tls/extension/mod.ts";
import { evidenceOf, type HandshakeLog, type Offer, otherOffers } from "../../tls/mod.ts";
import { distinguishedNameText } from "../../x509/mod.ts";
import { MOST_REPEATS } from "./connections.ts";
import { answerIn } from "./believed.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";
import { likelySuitesOf } from "./suites.ts";
import { onlyTls13 } from "./tls13_offer.ts";
import { noExtensions, versionsToAsk } from "./versions_to_ask.ts";

type Extensions = Facts<"extensions">;

/** RFC 8449 §4: as much as TLS 1.3 allows, so that nothing is limited by asking. */
const NO_LIMIT = 2 ** 14 + 1;

export const extensions: Probe<"extensions"> = {
  id: "extensions",
  title: "Extensions",
  // TLS 1.3; an older version, and that with CBC suites alone, each with a control.
  allowance: 1 + 2 * 2 + MOST_REPEATS,
  after: ["protocol_versions"],
  notApplicable: (_situation, facts) => noExtensions(facts),
  async run(context) {
    const { tls13, older } = versionsToAsk(context.facts);
    const newer = tls13 ? await inTls13(context) : null;
    const plain = older === null ? null : await inOlder(older, likelySuitesOf(older), context);
    const cbc = older === null ? null : await inOlder(older, cbcSuites(older), context);
    if ([newer, plain].every((answer) => answer === null)) throw new ProbeFailed("The server did not answer");
    return {
      extended_main_secret: plain && has(plain, ExtensionType.extended_main_secret),
      encrypt_then_mac: cbc && has(cbc, ExtensionType.encrypt_then_mac),
      record_size_limit: limitOf(newer) ?? limitOf(plain),
      client_certificate: clientCertificate(context.log),
    };
  },
};

async function inTls13({ connections, offer }: ProbeContext): Promise<readonly Extension[] | null> {
  const log = await connections.listen({ ...onlyTls13(offer), recordSizeLimit: NO_LIMIT }, "server_hello");
  return evidenceOf(log, "server_hello")?.evidence.encryptedExtensions?.extensions ?? null;
}

/** `null`: the server does not take any of the suites. */
async function inOlder(
  version: number,
  suites: readonly number[],
  context: ProbeContext,
): Promise<readonly Extension[] | null> {
  const answer = await context.connections.ask(olderOffer(context.offer, version, suites));
  return (await answerIn(version, answer, context))?.serverHello.extensions ?? null;
}

function olderOffer(offer: Offer, version: number, cipherSuites: readonly number[]): Offer {
  return {
    ...otherOffers.withoutTls13(otherOffers.widest(offer)),
    versions: [version],
    cipherSuites,
    // RFC 8449 §4: before TLS 1.3 the content type does not count.
    recordSizeLimit: NO_LIMIT - 1,
  };
}

/** RFC 7366 §3: encrypt-then-MAC is for these alone. */
function cbcSuites(version: number): number[] {
  return likelySuitesOf(version).filter((suite) => cipherSuites.entry(suite)?.name.includes("_CBC_"));
}

function has(extensions: readonly Extension[], wanted: number): boolean {
  return extensions.some(({ type }) => type === wanted);
}

function limitOf(extensions: readonly Extension[] | null): number | null {
  const limit = extensions && find(extensions, recordSizeLimit, "ServerHello");
  return limit === null || limit < 64 ? null : limit;
}

/** Asked for in the check's own handshake. */
function clientCertificate({ certificateRequest }: HandshakeLog): Extensions["client_certificate"] {
  return certificateRequest && {
    signature_schemes: certificateRequest.signatureSchemes.map(signatureSchemes.codePoint),
    certificate_types: certificateRequest.certificateTypes.map(clientCertificateTypes.codePoint),
    authorities: certificateRequest.certificateAuthorities.slice(0, MOST_AUTHORITIES)
      .map(distinguishedNameText),
  };
}

/** Some servers name every authority that they trust; nobody reads on behind these. */
const MOST_AUTHORITIES = 200;
