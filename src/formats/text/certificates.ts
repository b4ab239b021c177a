/** The certificates, the server's own first: for whom, by whom, until when, with which key. */
import type { Certificate, Report } from "../../report/mod.ts";
import { inWords } from "../../rules/duration.ts";
import { escapeForTerminal } from "../escape.ts";
import { type Page, table } from "./page.ts";

/** A server may send dozens, and one certificate may hold hundreds of names. */
const certificatesShown = 8;
const namesShown = 6;

const sources: Readonly<Record<Certificate["source"], string>> = {
  sent: "",
  aia: ", fetched because the server did not send it",
  trust_store: ", in the trust store",
};

export function certificates(report: Report, page: Page): string[] {
  const shown = report.certificates.slice(0, certificatesShown);
  if (shown.length === 0) return [];
  const left = report.certificates.length - shown.length;
  return [
    page.style.bold("Certificates"),
    ...shown.flatMap((certificate, index) => [
      ...table(
        [[
          String(index + 1),
          escapeForTerminal(certificate.subject, nameLength) + sources[certificate.source],
        ]],
        0,
        page,
      ),
      ...table(rows(certificate, Date.parse(report.started_at)), 3, page),
    ]),
    ...left > 0 ? [`and ${left} more`] : [],
  ];
}

/** Longer names than this are made to be long. */
const nameLength = 200;

function rows(certificate: Certificate, now: number): [string, string][] {
  const { issuer, dns_names, ip_addresses, public_key } = certificate;
  const names = [...dns_names, ...ip_addresses];
  const key = [
    public_key.algorithm,
    public_key.curve ?? (public_key.bits === null ? null : `${public_key.bits} bits`),
  ];
  return [
    ...names.length === 0 ? [] : [["Names", list(names)] satisfies [string, string]],
    ["Issuer", certificate.issuer === certificate.subject ? "itself" : escapeForTerminal(issuer, nameLength)],
    ["Valid", validity(certificate, now)],
    [
      "Key",
      escapeForTerminal(
        `${key.filter((part) => part !== null).join(" ")}, signed with ${certificate.signature_algorithm}`,
      ),
    ],
  ];
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map((name) => escapeForTerminal(name, nameLength)).join(", ");
  const left = names.length - namesShown;
  return left > 0 ? `${shown} and ${left} more` : shown;
}

/** As of the report, not of when it is read. */
function validity({ not_before, not_after, lifetime_remaining_percent }: Certificate, now: number): string {
  if (not_after === null) return "until a time that cannot be read";
  const remaining = Date.parse(not_after) - now;
  if (remaining < 0) return `expired on ${date(not_after)}, ${inWords(-remaining)} ago`;
  if (not_before !== null && Date.parse(not_before) > now) {
    return `not before ${date(not_before)}, in ${inWords(Date.parse(not_before) - now)}`;
  }
  const share = lifetime_remaining_percent === null
    ? ""
    : ` (${Math.round(lifetime_remaining_percent)} % of its life)`;
  return `until ${date(not_after)}, ${inWords(remaining)} left${share}`;
}

function date(time: string): string {
  return new Date(time).toISOString().slice(0, 10);
}
