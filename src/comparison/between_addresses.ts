/** How a target's addresses differ: servers behind one name that are not alike. */
import type { Finding, Report } from "../report/mod.ts";
import { severities } from "../report/mod.ts";
import { inWords, type Part, type PartId, parts } from "./parts.ts";

export interface AddressDifference {
  readonly part: PartId;
  readonly label: string;
  /** At least two, each with the addresses at which it is so. */
  readonly values: readonly { readonly words: string; readonly addresses: readonly string[] }[];
}

/** Follow from the certificate. */
const implied: readonly PartId[] = ["issuer", "expiry"];

/** `reports`: one for each address. What is not known of an address differs from nothing. */
export function addressDifferences(reports: readonly Report[]): AddressDifference[] {
  return parts.filter(({ id }) => !implied.includes(id)).flatMap((part) => {
    const values = valuesOf(part, reports);
    return values.length < 2 ? [] : [{ part: part.id, label: part.label, values }];
  });
}

function valuesOf(part: Part, reports: readonly Report[]): AddressDifference["values"] {
  const known = reports.filter((report) => report.address !== null && part.value(report) !== undefined);
  return [...Map.groupBy(known, (report) => part.value(report)).values()].map((alike) => ({
    words: inWords(part, alike[0]!)!,
    addresses: alike.map(({ address }) => address!),
  }));
}

/** As in `Cipher suite: TLS_AES_128_GCM_SHA256 at 192.0.2.7; TLS_AES_256_GCM_SHA384 at 192.0.2.8`. */
export function differenceLine({ label, values }: AddressDifference): string {
  return `${label}: ${
    values.map(({ words, addresses }) => `${words} at ${addresses.join(", ")}`).join("; ")
  }`;
}

/**
 * The reports, each with the finding `addresses.differ` when they are not alike. It is a low one: each address has
 * its own verdict, and two that pass may well have different certificates.
 */
export function withAddressDifferences(reports: readonly Report[]): Report[] {
  const differences = addressDifferences(reports);
  if (differences.length === 0) return [...reports];
  const finding: Finding = {
    id: "addresses.differ",
    severity: "low",
    title: "The addresses differ",
    detail: differences.map(differenceLine).join(". "),
    remedy: "Configure the servers behind the name alike, unless they are meant to differ",
    evidence: [],
    references: [],
  };
  return reports.map((report) => ({ ...report, findings: withFinding(report.findings, finding) }));
}

/** The worst come first. */
function withFinding(findings: readonly Finding[], finding: Finding): Finding[] {
  const rank = ({ severity }: Finding) => severities.indexOf(severity);
  return [...findings, finding].sort((a, b) => rank(b) - rank(a));
}
