/** Why the certificate chain is refused, as findings: the first error, all others of its path and of every other, and the name. */
import type { Certificate, ChainErrorCode, Finding, Severity } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

/** A chain with one good path is good: what is wrong on other paths hurts nobody. */
export function chainErrors({ target, certificates, chain, violations }: RuleInput): Finding[] {
  if (chain === null || chain.error === null) return [];
  const failures = violations.filter(({ breaks }) => breaks === "path" || breaks === "tls");
  const errors = new Map<ChainErrorCode, Reason>();
  for (const error of [chain.error, ...failures, ...chain.paths.map((path) => path.error)]) {
    if (error !== null && !errors.has(error.code)) errors.set(error.code, error);
  }
  if (chain.name_matches === false && !errors.has("name_mismatch")) {
    const message = otherNames(target.server_name ?? target.hostname, certificates[0]);
    errors.set("name_mismatch", { message, hint: null });
  }
  return [...errors].map(([code, reason]) => finding(code, reason));
}

interface Reason {
  readonly message: string;
  /** What the validator advises, who knows this chain; the table only knows the kind of error. */
  readonly hint: string | null;
}

function finding(code: ChainErrorCode, { message, hint }: Reason): Finding {
  const { title, remedy, severity = "high", references = ["RFC 5280 §6"] } = chainErrorAbout[code];
  return {
    id: `certificate.${code}`,
    severity,
    title,
    detail: message,
    remedy: hint ?? remedy,
    evidence: ["authentication"],
    references: [...references],
  };
}

/** A certificate may list hundreds. */
const namesShown = 5;

function otherNames(name: string, leaf: Certificate | undefined): string {
  const names = [...leaf?.dns_names ?? [], ...leaf?.ip_addresses ?? []];
  if (names.length === 0) return `Valid for no name at all, and so not for ${name}`;
  const more = names.length - namesShown;
  return `Valid for ${names.slice(0, namesShown).join(", ")}${
    more > 0 ? ` and ${more} more` : ""
  }, not for ${name}`;
}

interface About {
  readonly title: string;
  readonly remedy: string;
  readonly severity?: Severity;
  readonly references?: readonly string[];
}

export const chainErrorAbout: Readonly<Record<ChainErrorCode, About>> = {
  malformed_certificate: {
    title: "Certificate cannot be read",
    remedy: "Have the certificate issued anew; this one breaks the encoding rules",
    references: ["RFC 5280 §4.1"],
  },
  no_certificate: {
    title: "No certificate sent",
    remedy: "Configure the server with a certificate for this name",
  },
  bad_signature: {
    title: "Signature in the chain is wrong",
    remedy:
      "Install the certificates as the authority delivered them; one of these was altered or is not the issuer's",
    severity: "critical",
    references: ["RFC 5280 §6.1.3"],
  },
  revoked: {
    title: "Certificate revoked",
    remedy: "Replace the certificate and its key; the authority has withdrawn it",
    severity: "critical",
    references: ["RFC 5280 §6.3"],
  },
  expired: {
    title: "Certificate expired",
    remedy: "Renew the certificate, and make sure that the server has loaded the new one",
    severity: "critical",
    references: ["RFC 5280 §4.1.2.5"],
  },
  not_yet_valid: {
    title: "Certificate not valid yet",
    remedy:
      "Wait until it is valid or use the one before it, and check the clocks of the server and of this machine",
    references: ["RFC 5280 §4.1.2.5"],
  },
  self_signed: {
    title: "Certificate signed by itself",
    remedy:
      "Use a certificate from an authority that clients trust, or have clients trust this one (--ca-file)",
  },
  incomplete_chain: {
    title: "Intermediate certificate missing",
    remedy:
      "Have the server send the intermediate too: it goes behind the server's own certificate in the file",
    references: ["RFC 9846 §4.5.1"],
  },
  unknown_issuer: {
    title: "Issuer not trusted",
    remedy:
      "Use a certificate from an authority that clients trust, or have clients trust this one (--ca-file)",
  },
  weak_key: {
    title: "Key too weak",
    remedy: "Make a new key, P-256 or RSA of 2048 bits or more, and have a certificate issued for it",
  },
  weak_signature: {
    title: "Signature algorithm too weak",
    remedy: "Have the certificate issued anew with SHA-256 or better",
  },
  name_constraint_violation: {
    title: "Name not allowed by the issuer's constraints",
    remedy: "Use an authority that may issue for this name",
    references: ["RFC 5280 §4.2.1.10"],
  },
  path_length_exceeded: {
    title: "Chain longer than its authority allows",
    remedy: "Have the certificate issued by an authority that may stand where it stands in the chain",
    references: ["RFC 5280 §4.2.1.9"],
  },
  not_a_ca: {
    title: "Issuer is no certificate authority",
    remedy: "Use a certificate that an authority's own certificate has signed",
    references: ["RFC 5280 §4.2.1.9"],
  },
  key_usage: {
    title: "Key may not be used like this",
    remedy: "Have the certificate issued with the key usage that a server needs",
    references: ["RFC 5280 §4.2.1.3"],
  },
  extended_key_usage: {
    title: "Certificate is not for servers",
    remedy: "Have the certificate issued with the extended key usage serverAuth",
    references: ["RFC 5280 §4.2.1.12"],
  },
  unknown_critical_extension: {
    title: "Critical extension that clients do not know",
    remedy: "Have the certificate issued without that extension, or with it marked as not critical",
    references: ["RFC 5280 §4.2"],
  },
  policy_violation: {
    title: "Certificate policies do not hold",
    remedy: "Use a chain whose certificates share a policy, as its authority demands",
    references: ["RFC 5280 §6.1"],
  },
  too_complex: {
    title: "Chain too complex to validate",
    remedy: "Have the server send only its own certificate and the intermediates that it needs",
  },
  name_mismatch: {
    title: "Certificate is for another name",
    remedy:
      "Use a certificate that has this name, or look at whether the server serves another site's by default",
    references: ["RFC 9525"],
  },
};
