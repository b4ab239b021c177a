/** Step 3: who the server says it is, and who vouches for it. */
import type { StepError } from "../report/mod.ts";
import { clientCertificateTypes, ProtocolVersion } from "../registry/mod.ts";
import { evidenceOf, type HandshakeLog } from "../tls/mod.ts";
import { distinguishedNameText, nameText } from "../x509/mod.ts";
import { fetchedFacts, revocationFacts, stapleFact } from "./certificate_sources.ts";
import type { StepContent, StepInput } from "./input.ts";
import { list, nameOf, schemeName } from "./names.ts";
import { timestampFacts } from "./timestamps.ts";

export function authentication(input: StepInput): StepContent {
  const { facts: { log }, leaf } = input;
  const evidence = log && evidenceOf(log, "authentication")?.evidence;
  const version = log && evidenceOf(log, "server_hello")?.evidence.protocolVersion;
  return {
    explanation: "The server shows a certificate: its name and public key, signed by an authority. " +
      "The client follows the signatures to a root it trusts, and checks the name and the dates on the way.",
    reference: version && version < ProtocolVersion.TLS_1_3 ? "RFC 5246 §7.4.2" : "RFC 9846 §4.5.1",
    facts: log && evidence
      ? [
        ["leaf", "Certificate", leaf === null ? "not readable" : nameText(leaf.subject) || "no subject"],
        ...verdictFacts(input),
        ["certificates_sent", "Certificates sent", String(evidence.certificates.length)],
        ...fetchedFacts(input),
        stapleFact(evidence.ocspResponse, input),
        ...revocationFacts(input),
        ["sct_extension", "SCTs in the TLS extension", String(evidence.signedCertificateTimestamps.length)],
        ...timestampFacts(input),
        ...requestFacts(log),
      ]
      : [],
    error: chainError(input),
  };
}

function verdictFacts({ chain, trustedRoots, verifiedName }: StepInput): StepContent["facts"] {
  if (chain === null) return [];
  return [
    ["trusted", "Path to a trusted root", chain.trusted ? "yes" : "no"],
    ["trusted_roots", "Trusted roots", trustedRoots],
    ["name_matches", "Name", nameVerdict(chain.name_matches, verifiedName)],
    ["valid_now", "Within its dates", chain.valid_now ? "yes" : "no"],
    ["paths", "Paths tried", String(chain.paths.length)],
  ];
}

function nameVerdict(matches: boolean | null, name: string | null): string {
  if (matches === null || name === null) return "not checked";
  return matches ? `valid for ${name}` : `not valid for ${name}`;
}

function requestFacts({ certificateRequest }: HandshakeLog): StepContent["facts"] {
  if (certificateRequest === null) return [["client_certificate", "Client certificate", "not asked for"]];
  const { certificateAuthorities, certificateTypes, signatureSchemes } = certificateRequest;
  return [
    ["client_certificate", "Client certificate", "asked for"],
    [
      "client_certificate_authorities",
      "Acceptable authorities",
      certificateAuthorities.length === 0
        ? "any"
        : certificateAuthorities.slice(0, SHOWN).map(distinguishedNameText).join("; ") +
          (certificateAuthorities.length > SHOWN
            ? `; and ${certificateAuthorities.length - SHOWN} more`
            : ""),
    ],
    ...(certificateTypes.length === 0 ? [] : [
      [
        "client_certificate_types",
        "Acceptable types",
        list(certificateTypes, (type) => nameOf(clientCertificateTypes.codePoint(type))),
      ] as const,
    ]),
    ["client_certificate_signatures", "Acceptable signatures", list(signatureSchemes, schemeName) || "any"],
  ];
}

const SHOWN = 10;

function chainError({ chain, judgementFailure }: StepInput): StepError | null {
  if (judgementFailure !== null) return { ...judgementFailure, alert: null };
  if (!chain?.error) return null;
  const { code, message, hint } = chain.error;
  return {
    code: code === "name_mismatch" ? "name_mismatch" : "chain_invalid",
    message,
    hint,
    alert: null,
    fault: "peer",
  };
}
