/** What was negotiated, at a glance. */
import type { Report } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { Facts } from "./facts.tsx";

export function Connection({ report }: { readonly report: Report }) {
  const { connection } = report;
  if (connection === null) return null;
  const name = (point: { readonly name: string | null; readonly hex: string } | null) =>
    point === null ? null : point.name ?? point.hex;
  const rows: [string, string | null][] = [
    ["protocol_version", name(connection.protocol_version)],
    ["cipher_suite", name(connection.cipher_suite)],
    ["named_group", name(connection.named_group)],
    ["signature_scheme", name(connection.signature_scheme)],
    ["application_protocol", connection.application_protocol ?? prose.connection.none],
    ["server_name", report.target.server_name ?? prose.connection.none],
    ["hello_retry_request", connection.hello_retry_request ? prose.connection.yes : null],
    ["client_certificate", connection.client_certificate_requested ? prose.connection.requested : null],
    ["extended_main_secret", switched(connection.extended_main_secret)],
    ["ocsp_stapled", connection.ocsp_stapled ? prose.connection.yes : prose.connection.no],
    ["sct_count", String(connection.sct_count)],
  ];
  const facts = rows.flatMap(([key, value]) =>
    value === null ? [] : [{ name: key, label: prose.connection.labels[key] ?? key, value }]
  );
  return (
    <section class="panel" aria-labelledby="connection">
      <h2 id="connection">{prose.connection.heading}</h2>
      <Facts facts={facts} />
    </section>
  );
}

function switched(value: boolean | null): string | null {
  if (value === null) return null;
  return value ? prose.connection.yes : prose.connection.no;
}
