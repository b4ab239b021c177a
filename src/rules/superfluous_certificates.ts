/** Certificates that the path does not need. */
import type { Finding } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";
import { listSubjects, octetsOf, sentAt } from "./sent_certificates.ts";

export function superfluousCertificates(input: RuleInput): Finding[] {
  const unneeded = sentAt(input, input.notes?.superfluous ?? []);
  if (unneeded.length === 0) return [];
  // On a path of its own it is for clients with other roots: a cross-certificate is there on purpose.
  const useful = new Set(
    input.chain?.paths.filter(({ trusted }) => trusted).flatMap((path) => path.certificates),
  );
  const useless = unneeded.filter(({ fingerprint_sha256 }) => !useful.has(fingerprint_sha256));
  if (useless.length === 0) return [];
  return [{
    id: "chain.superfluous_certificates",
    severity: "info",
    title: "Certificates that nobody needs",
    detail: `On no trusted path: ${listSubjects(useless)}, ${
      octetsOf(useless)
    } octets in every full handshake`,
    remedy: "Take them out of the server's certificate file, unless old clients are known to need them",
    evidence: ["authentication"],
    references: ["RFC 9846 §4.5.1"],
  }];
}
