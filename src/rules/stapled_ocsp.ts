/** A stapled OCSP response that does not say "good". What it says when it revokes is an error of the chain. */
import type { Finding, Revocation } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

export function stapledOcsp({ revocation }: RuleInput): Finding[] {
  const staple = revocation?.find(({ source }) => source === "stapled");
  if (staple === undefined || staple.status === "good" || staple.status === "revoked") return [];
  const kind = staple.problem ?? "unknown";
  const known = stapleFaults[kind];
  if (known === undefined) return [];
  return [{
    id: `ocsp.${kind}`,
    severity: "medium",
    title: known.title,
    detail: `${staple.detail}. Firefox and others refuse the connection over it`,
    remedy: known.remedy,
    evidence: ["authentication"],
    references: [known.reference],
  }];
}

type Kind = NonNullable<Revocation["problem"]> | "unknown";

interface About {
  readonly title: string;
  readonly remedy: string;
  readonly reference: string;
}

const fetchAgain = "Have the server fetch a new response and drop the old one; often a restart does it";

/** Without an entry: nothing that the server does wrong. */
export const stapleFaults: Readonly<Partial<Record<Kind, About>>> = {
  malformed: {
    title: "Stapled OCSP response cannot be read",
    remedy: fetchAgain,
    reference: "RFC 6960 §4.2.1",
  },
  unsuccessful: {
    title: "Stapled OCSP response is a refusal",
    remedy: "Have the server staple only what says something, and look at why the responder refused it",
    reference: "RFC 6960 §2.3",
  },
  wrong_certificate: {
    title: "Stapled OCSP response is about another certificate",
    remedy: "Have the server fetch a response for the certificate that it sends; a renewal changes both",
    reference: "RFC 6960 §3.2",
  },
  bad_signature: {
    title: "Stapled OCSP response has a wrong signature",
    remedy: fetchAgain,
    reference: "RFC 6960 §3.2",
  },
  not_authorized: {
    title: "Stapled OCSP response is by someone who may not answer",
    remedy: "Have the server ask the responder that the certificate names",
    reference: "RFC 6960 §4.2.2.2",
  },
  weak_signature: {
    title: "Stapled OCSP response has a weak signature",
    remedy: "Ask the authority for a responder that signs with SHA-256 or better",
    reference: "CA/B BR §7.1.3.2.1",
  },
  not_yet_valid: {
    title: "Stapled OCSP response is of the future",
    remedy: "Check the clocks of the server, of the responder and of this machine",
    reference: "RFC 6960 §3.2",
  },
  stale: {
    title: "Stapled OCSP response is out of date",
    remedy: "Look at why the server does not fetch a new one: it must reach the responder, and ask in time",
    reference: "RFC 6960 §3.2",
  },
  unknown: {
    title: "Stapled OCSP response does not know the certificate",
    remedy:
      "Ask the authority whether it issued this certificate; a new one may take some minutes to be known",
    reference: "RFC 6960 §2.2",
  },
};
