/** Whether the server proves itself by a public key alone (RFC 7250), or by one that its certificate has signed (RFC 9345). */
import { CertificateType, SignatureScheme } from "../../registry/mod.ts";
import { type AuthenticationEvidence, evidenceOf, type Offer, otherOffers } from "../../tls/mod.ts";
import { MOST_REPEATS } from "./connections.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";
import { onlyTls13 } from "./tls13_offer.ts";
import { noExtensions, versionsToAsk } from "./versions_to_ask.ts";

/** X.509 too, so that a server without the other kind need not refuse. */
const rawFirst = {
  serverCertificateTypes: [CertificateType["Raw Public Key"], CertificateType.X509],
};

/** RFC 9345 §4.1.1: what TLS 1.3 signs with. */
const delegated = {
  delegatedCredentialSchemes: [
    SignatureScheme.ecdsa_secp256r1_sha256,
    SignatureScheme.ed25519,
    SignatureScheme.ecdsa_secp384r1_sha384,
    SignatureScheme.ecdsa_secp521r1_sha512,
    SignatureScheme.rsa_pss_pss_sha256,
  ],
};

export const credentialKinds: Probe<"credential_kinds"> = {
  id: "credential_kinds",
  title: "Kinds of credentials",
  allowance: 2 + MOST_REPEATS,
  after: ["protocol_versions"],
  notApplicable: (_situation, facts) => noExtensions(facts),
  async run(context) {
    const { tls13, older } = versionsToAsk(context.facts);
    const raw = await see(rawOffer(context.offer, tls13, older), context);
    const facts: Facts<"credential_kinds"> = {
      raw_public_key: raw.rawPublicKey !== null,
      delegated_credential: null,
    };
    if (!tls13) return facts;
    try {
      const { delegatedCredential } = await see({ ...onlyTls13(context.offer), ...delegated }, context);
      return { ...facts, delegated_credential: delegatedCredential !== null };
    } catch (error) {
      if (error instanceof ProbeFailed) throw new ProbeFailed<"credential_kinds">(error.message, facts);
      throw error;
    }
  },
};

function rawOffer(offer: Offer, tls13: boolean, older: number | null): Offer {
  if (tls13) return { ...onlyTls13(offer), ...rawFirst };
  return { ...otherOffers.withoutTls13(otherOffers.widest(offer)), versions: [older!], ...rawFirst };
}

async function see(offer: Offer, { connections }: ProbeContext): Promise<AuthenticationEvidence> {
  const log = await connections.listen(offer, "authentication");
  const settled = evidenceOf(log, "authentication");
  if (settled === null) throw new ProbeFailed(log.failure?.message ?? "The server showed no certificate");
  return settled.evidence;
}
