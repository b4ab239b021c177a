/** The certificates from the leaf up, as the path that holds (or came nearest) orders them. */
import type { Certificate, Report } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { commonName, inPathOrder } from "./certificate_order.ts";
import { Expiry } from "./expiry.tsx";
import { Facts } from "./facts.tsx";
import { Lifetime } from "./lifetime.tsx";
import { Pem } from "./pem.tsx";

/** What fits on a card; the rest is folded. A certificate may list thousands, the JSON has them all. */
const maxNamesShown = 8;
const maxNamesFolded = 200;

export function Certificates({ report }: { readonly report: Report }) {
  if (report.certificates.length === 0) return null;
  return (
    <section aria-labelledby="certificates">
      <h2 id="certificates">{prose.certificates.heading}</h2>
      <Expiry expiry={report.expiry} now={report.started_at} />
      <ol class="certificates">
        {inPathOrder(report).map((certificate) => (
          <CertificateCard certificate={certificate} now={report.started_at} />
        ))}
      </ol>
    </section>
  );
}

function CertificateCard({ certificate, now }: { readonly certificate: Certificate; readonly now: string }) {
  const { public_key: key } = certificate;
  const facts = [
    { name: "subject", label: prose.certificates.subject, value: certificate.subject },
    { name: "issuer", label: prose.certificates.issuer, value: certificate.issuer },
    { name: "public_key", label: prose.certificates.key, value: prose.certificates.keyValue(key) },
    {
      name: "signature_algorithm",
      label: prose.certificates.signature,
      value: certificate.signature_algorithm,
    },
    { name: "serial_number", label: prose.certificates.serialNumber, value: certificate.serial_number },
    {
      name: "fingerprint_sha256",
      label: prose.certificates.fingerprint,
      value: certificate.fingerprint_sha256,
    },
  ];
  return (
    <li class="certificate" id={`certificate-${certificate.fingerprint_sha256.slice(0, 16)}`}>
      <h3>{commonName(certificate.subject)}</h3>
      <p class="source">{prose.certificates.source[certificate.source]}</p>
      <Lifetime certificate={certificate} now={now} />
      <Names names={[...certificate.dns_names, ...certificate.ip_addresses]} />
      <Facts facts={facts} />
      {certificate.source === "aia" && <Pem certificate={certificate} />}
      {certificate.text !== undefined && (
        <details class="text">
          <summary>{prose.certificates.text}</summary>
          <pre tabindex={0}>{certificate.text}</pre>
        </details>
      )}
    </li>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  const folded = names.slice(maxNamesShown, maxNamesShown + maxNamesFolded);
  const beyond = names.length - maxNamesShown - folded.length;
  return (
    <div class="names">
      <p class="label">{prose.certificates.names}</p>
      <NameList names={names.slice(0, maxNamesShown)} />
      {folded.length > 0 && (
        <details>
          <summary>{prose.certificates.moreNames(names.length - maxNamesShown)}</summary>
          <NameList names={folded} />
          {beyond > 0 && <p class="hint">{prose.certificates.namesBeyond(beyond)}</p>}
        </details>
      )}
    </div>
  );
}

function NameList({ names }: { readonly names: readonly string[] }) {
  return <ul>{names.map((name) => <li>{name}</li>)}</ul>;
}
