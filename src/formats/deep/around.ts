import type { DeepFacts } from "../../report/mod.ts";
import { type DeepSection, learnt, listOf, row, yesNo } from "./row.ts";

export const around: DeepSection = {
  id: "around",
  title: "Around TLS",
  rows: ({ caa, dane, https_record, hsts, http_redirect, mta_sts, tls_rpt }) => [
    ...learnt(hsts, (found) => [row("HSTS", ...strictTransport(found, http_redirect !== null))]),
    ...learnt(http_redirect, ({ outcome, location }) => [
      row("Port 80", redirects[outcome] + (location === null ? "" : `: ${location}`)),
    ]),
    ...learnt(https_record, ({ records, authenticated }) => [
      row(
        "HTTPS record",
        ...records.length === 0
          ? ["none"]
          : records.map(({ priority, target, application_protocols, encrypted_client_hello }) =>
            [
              `${priority} ${target}`,
              ...application_protocols.length === 0 ? [] : [`ALPN ${listOf(application_protocols)}`],
              ...encrypted_client_hello === null ? [] : [`ECH by ${listOf(encrypted_client_hello)}`],
            ].join(", ")
          ),
        ...dnssec(records.length > 0 ? authenticated : null),
      ),
    ]),
    ...learnt(caa, ({ domain, records, authenticated }) => [
      row(
        "CAA",
        ...domain === null ? ["none"] : records.map(({ tag, value }) => `${tag} ${JSON.stringify(value)}`),
        ...dnssec(domain === null ? null : authenticated),
      ),
    ]),
    ...learnt(dane, ({ records, matches, authenticated }) => [
      row(
        "DANE",
        records.length === 0 ? "none" : `${records.length} TLSA; matches the certificate: ${yesNo(matches)}`,
        ...dnssec(records.length === 0 ? null : authenticated),
      ),
    ]),
    ...learnt(mta_sts, ({ record, policy, problem }) => [
      row(
        "MTA-STS",
        record === null ? "none" : `mode ${policy?.mode ?? "unknown"}`,
        ...problem === null ? [] : [problem],
      ),
    ]),
    ...learnt(tls_rpt, ({ record, addresses, problem }) => [
      row("TLS-RPT", record === null ? "none" : listOf(addresses), ...problem === null ? [] : [problem]),
    ]),
  ],
};

const redirects: Readonly<Record<NonNullable<DeepFacts["http_redirect"]>["outcome"], string>> = {
  to_https: "leads to https",
  elsewhere: "leads elsewhere",
  none: "serves without leading to https",
  not_http: "answers something that is not HTTP",
  no_answer: "takes connections without answering",
  not_reachable: "not reachable",
};

function strictTransport(
  { header, valid, max_age_seconds, preload_unmet }: NonNullable<DeepFacts["hsts"]>,
  knowsPort80: boolean,
): string[] {
  if (header === null) return ["none"];
  if (!valid) return [`not valid: ${header}`];
  const unmet = preload_unmet.length === 0
    ? `fit for browsers' preload lists${knowsPort80 ? "" : ", if port 80 is, which is not known"}`
    : `not fit for preload lists: ${preload_unmet.join(", ")}`;
  return [`for ${max_age_seconds} s`, unmet];
}

/** The resolver's word, and no more. */
function dnssec(authenticated: boolean | null): string[] {
  if (authenticated === null) return [];
  return [
    authenticated ? "the resolver says that DNSSEC proves it" : "not proven by DNSSEC, says the resolver",
  ];
}
