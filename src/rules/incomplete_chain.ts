/** An intermediate that was not sent: who gets by without it, and the certificate to add where it could be had. */
import type { Certificate, Chain, Finding } from "../report/mod.ts";
import { lowerFirst } from "./lower_first.ts";
import type { RuleInput } from "./rule.ts";
import { listSubjects } from "./sent_certificates.ts";

export function incompleteChain(input: RuleInput): Finding[] {
  const { chain, certificates, violations } = input;
  if (chain === null || chain.error === null) return [];
  const error = [chain.error, ...violations, ...chain.paths.map((path) => path.error)]
    .find((each) => each?.code === "incomplete_chain");
  if (!error) return [];
  const fetched = new Map(
    certificates.filter(({ source }) => source === "aia").map((each) => [each.fingerprint_sha256, each]),
  );
  const completed = chain.paths.find((path) => path.certificates.some((each) => fetched.has(each))) ?? null;
  const toAdd = completed?.certificates.flatMap((each) => fetched.get(each) ?? []) ?? [];
  return [{
    id: "certificate.incomplete_chain",
    severity: "high",
    title: "Intermediate certificate missing",
    detail: `${error.message}. ${consequence(input, completed)}`,
    remedy: remedy(completed, toAdd) ?? error.hint ?? "Have the server send the intermediate too",
    evidence: ["authentication"],
    references: ["RFC 9846 §4.5.1", "RFC 5280 §4.2.2.1"],
  }];
}

type Path = Chain["paths"][number];

function consequence({ issuerFetches }: RuleInput, completed: Path | null): string {
  if (completed !== null) {
    const left = lowerFirst(completed.error?.message ?? "the path is not trusted");
    if (!completed.trusted) return `Fetched, it does not help: ${left}`;
    if (completed.error !== null) {
      return `Fetched, it completes the chain, and another fault is left: ${left}`;
    }
    return "Chrome, Edge and Safari fetch it and go on, and Firefox if it knows it already; " +
      "curl, OpenSSL, Java, Go and Python refuse the server";
  }
  if (issuerFetches === null) {
    return "Clients that fetch what is missing may go on; curl, OpenSSL, Java, Go and Python refuse the server";
  }
  const failures = issuerFetches.flatMap(({ url, failure }) =>
    failure === null ? [`what is at ${url} does not fit`] : [`${url}: ${lowerFirst(failure.message)}`]
  );
  return `Fetching it failed too, so that no client gets by without it (${failures.join("; ")})`;
}

function remedy(completed: Path | null, toAdd: readonly Certificate[]): string | null {
  if (!completed?.trusted || toAdd.length === 0) return null;
  const certificates = toAdd.length === 1 ? "this certificate" : "these certificates";
  return `Add ${certificates} behind the server's own in its certificate file: ${listSubjects(toAdd)}`;
}
