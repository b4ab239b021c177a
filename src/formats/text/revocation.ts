/** Who said what of whether the certificates were revoked. */
import type { Report, Revocation } from "../../report/mod.ts";
import { revocationWords } from "../../steps/revocation_words.ts";
import { escapeForTerminal } from "../escape.ts";
import { type Page, table } from "./page.ts";

const sources: Readonly<Record<Revocation["source"], string>> = {
  stapled: "Stapled",
  ocsp: "OCSP",
  crl: "CRL",
};

export function revocation({ revocation, certificates }: Report, page: Page): string[] {
  if (revocation === null || revocation.length === 0) return [];
  const subjects = new Map(
    certificates.map(({ fingerprint_sha256, subject }) => [fingerprint_sha256, subject]),
  );
  const rows = revocation.map((told): [string, string] => {
    const subject = escapeForTerminal(subjects.get(told.certificate) ?? "another certificate", subjectLength);
    const from = told.url === null ? "" : ` (${escapeForTerminal(told.url, urlLength)})`;
    return [sources[told.source], `${subject}: ${escapeForTerminal(revocationWords(told))}${from}`];
  });
  return [page.style.bold("Revocation"), ...table(rows, 0, page)];
}

const subjectLength = 80;
const urlLength = 200;
