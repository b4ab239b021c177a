/** Facts of step 3 that came beside the Certificate message: stapled, asked of issuers, or fetched from them. */
import type { Certificate, Revocation } from "../report/mod.ts";
import type { StepContent, StepInput } from "./input.ts";
import { octets } from "./names.ts";
import { revocationWords } from "./revocation_words.ts";

type Facts = StepContent["facts"];

/** `response`: the stapled OCSPResponse; `null` when there was none. */
export function stapleFact(response: Uint8Array | null, { revocation }: StepInput): Facts[number] {
  const told = revocation?.find(({ source }) => source === "stapled");
  const value = response === null
    ? "no"
    : told === undefined
    ? octets(response.length)
    : revocationWords(told);
  return ["ocsp_stapled", "OCSP response stapled", value];
}

/** One fact for each kind of source that was asked. */
export function revocationFacts({ revocation, certificates }: StepInput): Facts {
  if (revocation === null) return [];
  const asked = revocation.filter(({ source }) => source !== "stapled");
  return (["ocsp", "crl"] as const).flatMap((source): Facts => {
    const answers = asked.filter((answer) => answer.source === source);
    if (answers.length === 0) return [];
    const value = answers.map((answer) => `${whom(answer, certificates)}: ${revocationWords(answer)}`).join(
      "; ",
    );
    return [[`revocation_${source}`, source === "ocsp" ? "OCSP asked" : "CRL looked into", value]];
  });
}

/** What was missing, and whether it could be had. */
export function fetchedFacts({ issuerFetches, certificates }: StepInput): Facts {
  if (issuerFetches === null) return [];
  const fetched = certificates.filter(({ source }) => source === "aia").map(({ subject }) => subject);
  const failures = issuerFetches.flatMap(({ url, failure }) =>
    failure === null ? [] : [`nothing from ${url} (${failure.message})`]
  );
  const value = [...fetched, ...failures].join("; ") || "nothing that leads on";
  return [["issuers_fetched", "Fetched because not sent", value]];
}

/** The server's own certificate comes first in the report. */
function whom({ certificate }: Revocation, certificates: readonly Certificate[]): string {
  const index = certificates.findIndex(({ fingerprint_sha256 }) => fingerprint_sha256 === certificate);
  return index <= 0 ? "the certificate" : certificates[index]!.subject;
}
